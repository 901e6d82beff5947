// Floats of 16 and of 8 bits (small_floats.wgsl), widened by unpack2x16float, two at a time.
fn f16_value(half: u32) -> f32 {
  return unpack2x16float(half).x;
}

fn f16_pair(word: u32) -> vec2f {
  return unpack2x16float(word);
}

// Four e4m3fn codes, divided by 256: an f16 with the same exponent and mantissa is that, since its bias is 15 and not 7. This holds for
// subnormals as well.
fn e4m3_four(codes: u32) -> vec4f {
  let even = unpack2x16float(((codes << 8u) & 0x80008000u) | ((codes << 7u) & 0x3f803f80u));
  let odd = unpack2x16float((codes & 0x80008000u) | ((codes >> 1u) & 0x3f803f80u));
  return vec4f(even.x, odd.x, even.y, odd.y);
}
