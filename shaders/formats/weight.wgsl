// The dense formats, in which every element stands alone: weights and gains stay in the type they are published in and are widened to
// f32 in registers, exactly. `weight_type` is a constant of the pipeline, so the compiler drops all other branches.
// needs: f32, f16, bf16, small_floats
override weight_type: u32;

override is_dense = weight_type == WEIGHT_F32 || weight_type == WEIGHT_F16 || weight_type == WEIGHT_BF16;

// The word that holds element `index`.
fn word_index(index: u32) -> u32 {
  return select(index / 2u, index, weight_type == WEIGHT_F32);
}

// Element `index`, given its word.
fn widen(word: u32, index: u32) -> f32 {
  if (weight_type == WEIGHT_F32) {
    return f32_value(word);
  }
  let half = (word >> ((index & 1u) * 16u)) & 0xffffu;
  if (weight_type == WEIGHT_F16) {
    return f16_value(half);
  }
  return bf16_value(half);
}

// A vec8 of elements of a 16-bit format. `kind` is a constant, `weight_type` or `gain_type`.
fn widen_vec8(kind: u32, words: vec4<u32>) -> Vec8 {
  return Vec8(
    vec4f(widen_pair(kind, words.x), widen_pair(kind, words.y)),
    vec4f(widen_pair(kind, words.z), widen_pair(kind, words.w)),
  );
}

fn widen_pair(kind: u32, word: u32) -> vec2f {
  if (kind == WEIGHT_F16) {
    return f16_pair(word);
  }
  return bf16_pair(word);
}
