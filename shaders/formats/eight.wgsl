// Eight neighbouring values.
struct Eight {
  low: vec4f,
  high: vec4f,
}

// What an invocation takes of a row at a time (chunk.wgsl): one, two or four vec8s. Each has a name, since arrays in a function go to
// memory.
struct Chunk {
  a: Eight,
  b: Eight,
  c: Eight,
  d: Eight,
}

fn dot_eight(a: Eight, b: Eight) -> f32 {
  return dot(a.low, b.low) + dot(a.high, b.high);
}
