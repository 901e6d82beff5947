// Groups with a zero point: (code - zero) * scale, as GPTQ and AWQ quantize. A word of parameters has the scale, in f16 or in bf16, in its lower
// half, and the zero point, a whole number from 0 to 256, in its upper half.
// needs: bf16, f16
fn zero_point_scale(parameters: u32, in_f16: bool) -> f32 {
  if (in_f16) {
    return f16_value(parameters & 0xffffu);
  }
  return bf16_value(parameters & 0xffffu);
}

fn zero_point_zero(parameters: u32) -> f32 {
  return f32(parameters >> 16u);
}
