// The KV cache in f16 (cache_four.wgsl), two values to a word, the even one in the lower half.
// needs: small_floats
alias CacheFour = vec2<u32>;

fn widened(four: CacheFour) -> vec4f {
  return vec4f(f16_pair(four.x), f16_pair(four.y));
}

fn held(values: vec4f) -> CacheFour {
  return vec2<u32>(f16_bits(values.x) | (f16_bits(values.y) << 16u), f16_bits(values.z) | (f16_bits(values.w) << 16u));
}

// The f16 nearest to a value, the even one of two that are as near. WGSL lets pack2x16float take either, and flush subnormals.
fn f16_bits(value: f32) -> u32 {
  let bits = bitcast<u32>(value);
  let sign = (bits >> 16u) & 0x8000u;
  let magnitude = bits & 0x7fffffffu;
  if (magnitude >= 0x477ff000u) { // 65,520 and more: infinity, or NaN
    return sign | select(0x7c00u, 0x7e00u, magnitude > 0x7f800000u);
  }
  if (magnitude < 0x38800000u) { // below 2^-14: multiples of 2^-24
    return sign | u32(round(abs(value) * 0x1p24f));
  }
  // The exponent moves from bias 127 to bias 15, and 13 bits of the mantissa go.
  let rounding = /*@f16_rounding*/ 0xfffu + ((magnitude >> 13u) & 1u) /*@*/;
  return sign | ((magnitude - 0x38000000u + rounding) >> 13u);
}
