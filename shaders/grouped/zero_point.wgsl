// Groups with a zero point: (code - zero) * scale, as GPTQ and AWQ quantize. A word of parameters is the scale, widened to f32, and the zero
// point, a whole number from 0 to 255, in the word's lowest eight bits: f16 and bf16 have ten bits of mantissa at most, and f32 has 23.
fn zero_point_scale(parameters: u32) -> f32 {
  return bitcast<f32>(parameters & 0xffffff00u);
}

// A conversion would take four times as long as these operations. superblock.wgsl has the trick.
fn zero_point_zero(parameters: u32) -> f32 {
  return bitcast<f32>((parameters & 0xffu) | 0x4b000000u) - 0x1p23;
}
