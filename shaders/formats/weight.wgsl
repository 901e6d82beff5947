// Weights stay in the type they are published in and are widened to f32 in registers, exactly: bf16 is the upper half of
// an f32, and every f16 is an f32; blocks.wgsl has those of 8 and 4 bits. `weight_type` is folded when the pipeline is made. No shader-f16 is needed, and
// unpack2x16float is not used since WGSL lets it flush subnormals.
override weight_type: u32;

const WEIGHT_F32 = 0u;
const WEIGHT_F16 = 1u;
const WEIGHT_Q8 = 3u;
const WEIGHT_Q4 = 4u;

// The u32 that holds element `index`: 16-bit types are packed two to a word, the even one in the lower half.
fn word_index(index: u32) -> u32 {
  return select(index / 2u, index, weight_type == WEIGHT_F32);
}

fn widen(word: u32, index: u32) -> f32 {
  if (weight_type == WEIGHT_F32) {
    return bitcast<f32>(word);
  }
  let half = (word >> ((index & 1u) * 16u)) & 0xffffu;
  if (weight_type == WEIGHT_F16) {
    return widen_f16(half);
  }
  return bitcast<f32>(half << 16u);
}

fn widen_f16(half: u32) -> f32 {
  let sign = (half & 0x8000u) << 16u;
  let exponent = (half >> 10u) & 0x1fu;
  let mantissa = half & 0x3ffu;
  if (exponent == 0u) { // zero and subnormals: mantissa * 2^-24, a normal f32
    return bitcast<f32>(sign | bitcast<u32>(f32(mantissa) * 0x1p-24f));
  }
  // Infinity and NaN keep their all-ones exponent; the others move from bias 15 to bias 127.
  let wide = select(exponent + 112u, 255u, exponent == 31u);
  return bitcast<f32>(sign | (wide << 23u) | (mantissa << 13u));
}
