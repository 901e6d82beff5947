// IEEE 754 binary16, two to a word, the even element in the lower half. Every f16 is an f32. The bits are moved by hand: this needs no
// shader-f16, and WGSL lets unpack2x16float flush subnormals.
const WEIGHT_F16 = 1u;

fn f16_value(half: u32) -> f32 {
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

fn f16_pair(word: u32) -> vec2f {
  return vec2f(f16_value(word & 0xffffu), f16_value(word >> 16u));
}
