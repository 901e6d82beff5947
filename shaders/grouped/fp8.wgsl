// FP8: e4m3fn times a scale in f32, which 128 elements of 128 rows share in a file. e4m3fn has a sign, four bits of exponent with bias 7 and
// three of mantissa, subnormals, no infinity and one NaN. Where a code is NaN loading makes the scale of its group NaN.

fn fp8_scale(parameters: u32) -> f32 {
  return bitcast<f32>(parameters);
}

// Four codes, divided by 256. With the exponent of an f32 above it, exponent and mantissa are at once a number g that is right from 2^-14 on
// and too large below, where 2 g - 2^-14 is right. That is larger than g from 2^-14 on, so the smaller one is the value, and no f32 is
// subnormal on the way: WGSL lets those be flushed to 0.
fn fp8_four(codes: u32) -> vec4f {
  let bytes = vec4<u32>(codes << 24u, codes << 16u, codes << 8u, codes);
  let number = bitcast<vec4f>(((bytes >> vec4<u32>(4u)) & vec4<u32>(0x07f00000u)) | vec4<u32>(0x38000000u));
  let magnitude = min(number, fma(number, vec4f(2f), vec4f(-0x1p-14)));
  return bitcast<vec4f>(bitcast<vec4<u32>>(magnitude) | (bytes & vec4<u32>(0x80000000u)));
}
