// Floats of 16 and of 8 bits, widened to f32: f16_value, f16_pair, and e4m3_four, which divides by 256. Every one is an f32, exactly. WGSL lets
// unpack2x16float flush subnormals. An adapter that keeps them (src/gpu/subnormal_probe.ts) uses it, and others move bits by hand.
// one of: small_floats_bits, small_floats_unpacked
