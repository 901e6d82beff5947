// Eight neighbouring weights at a time, widened exactly, from bindings `array<vec4<u32>>`: 16 bytes of bf16 or f16, twice
// 16 of f32. `kind` is a storage type as in weight.wgsl and always a constant, so that one branch is left.
// needs: weight
struct Eight {
  low: vec4f,
  high: vec4f,
}

fn widen_pair(kind: u32, word: u32) -> vec2f {
  if (kind == WEIGHT_F16) {
    return vec2f(widen_f16(word & 0xffffu), widen_f16(word >> 16u));
  }
  return vec2f(bitcast<f32>(word << 16u), bitcast<f32>(word & 0xffff0000u));
}

// Of a 16-bit type.
fn widen_eight(kind: u32, words: vec4<u32>) -> Eight {
  return Eight(
    vec4f(widen_pair(kind, words.x), widen_pair(kind, words.y)),
    vec4f(widen_pair(kind, words.z), widen_pair(kind, words.w)),
  );
}
