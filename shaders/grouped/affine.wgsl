// Affine groups: code * scale + bias, as MLX quantizes. A word of parameters has the scale in its lower half and the bias in its upper half,
// both in f16 or both in bf16, as the file has them.
// needs: bf16, small_floats
fn affine_line(parameters: u32, in_f16: bool) -> vec2f {
  if (in_f16) {
    return f16_pair(parameters);
  }
  return bf16_pair(parameters);
}
