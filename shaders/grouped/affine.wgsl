// Affine groups: code * scale + bias, as MLX quantizes. A word of parameters has the scale in its lower half and the bias in its upper half,
// both in bf16 or both in f16, as the file has them.
// needs: bf16, f16
fn affine_bf16(parameters: u32) -> vec2f {
  return bf16_pair(parameters);
}

fn affine_f16(parameters: u32) -> vec2f {
  return f16_pair(parameters);
}
