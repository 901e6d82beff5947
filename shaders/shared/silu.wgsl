// x / (1 + exp(-x)). The exponent is clamped because exp overflows f32 above 88.7 and WGSL promises nothing about infinities. At -88 the
// result is already below 6e-37.
fn silu(x: f32) -> f32 {
  return x / (1f + exp(min(-x, 88f)));
}
