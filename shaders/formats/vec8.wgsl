// A vec8: eight neighbouring values, as two vec4s.
struct Vec8 {
  low: vec4f,
  high: vec4f,
}

// What an invocation takes of a row at a time (chunk.wgsl): one, two or four vec8s. Each has a name, since arrays in a function go to
// memory.
struct Chunk {
  a: Vec8,
  b: Vec8,
  c: Vec8,
  d: Vec8,
}

fn dot_vec8(a: Vec8, b: Vec8) -> f32 {
  return dot(a.low, b.low) + dot(a.high, b.high);
}
