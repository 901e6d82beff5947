// Floats of 16 and of 8 bits (small_floats.wgsl), widened by moving their bits. No f32 is subnormal on the way: WGSL lets those be flushed.
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

// Four e4m3fn codes, divided by 256. With the exponent of an f32 above it, exponent and mantissa are at once a number g that is right from
// 2^-14 on and too large below, where 2 g - 2^-14 is right. That is larger than g from 2^-14 on, so the smaller one is the value.
fn e4m3_four(codes: u32) -> vec4f {
  let bytes = vec4<u32>(codes << 24u, codes << 16u, codes << 8u, codes);
  let number = bitcast<vec4f>(((bytes >> vec4<u32>(4u)) & vec4<u32>(0x07f00000u)) | vec4<u32>(0x38000000u));
  let magnitude = min(number, fma(number, vec4f(2f), vec4f(-0x1p-14)));
  return bitcast<vec4f>(bitcast<vec4<u32>>(magnitude) | (bytes & vec4<u32>(0x80000000u)));
}
