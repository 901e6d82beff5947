// FP8: e4m3fn (small_floats.wgsl) times a scale in f32, which 128 elements of 128 rows share in a file. Where a code is NaN loading makes the
// scale of its group NaN.

fn fp8_scale(parameters: u32) -> f32 {
  return bitcast<f32>(parameters);
}
