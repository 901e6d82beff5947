// The layout of Q8 and Q4, and of ggml's Q8_0 and Q4_0. A block is 32 neighbouring elements of the flat tensor, wherever its rows end. A superblock
// has eight blocks: first their codes, then their scales: in f16 where files have them so, and otherwise in bf16, which widens by a shift
// and reaches as far as f32. A superblock takes 272 bytes (Q8) or 144 (Q4). Both are multiples of 16, so bindings can be read as vec4s.
// Vec4 j of the codes holds the vec8s j and j + 16 (Q8), or j, j + 8, j + 16 and j + 24 (Q4). An invocation takes a whole vec4, and the
// invocations beside it read the inputs beside its own. Within a word codes lie in order, the first one lowest.
// needs: small_floats, q8_0, q4_0
// expects: override weight_type: u32

fn superblock_words(bits: u32) -> u32 {
  return 8u * bits + 4u;
}

// The word of a tensor where the codes of element `index` and of the rest of its vec8 begin.
fn codes_index(index: u32, bits: u32) -> u32 {
  return index / 256u * superblock_words(bits) + codes_place(index % 256u / 8u, bits);
}

// The word of a superblock where the codes of its n-th vec8 begin.
fn codes_place(n: u32, bits: u32) -> u32 {
  let vectors = 2u * bits; // vec4s of codes
  return n % vectors * 4u + n / vectors * (bits / 4u);
}

// The word of a tensor that holds the scale of element `index`, and that of the block beside.
fn scale_index(index: u32, bits: u32) -> u32 {
  return index / 256u * superblock_words(bits) + 8u * bits + index % 256u / 64u;
}

// Of a word of two scales, the one for element `index`.
fn block_scale(word: u32, index: u32) -> f32 {
  let half = select(word & 0xffffu, word >> 16u, (index & 32u) != 0u);
  if (weight_type == WEIGHT_Q8_0 || weight_type == WEIGHT_Q4_0) {
    return f16_value(half);
  }
  return bitcast<f32>(half << 16u);
}

// The bits of 2^23 as an f32. From there on an f32 counts ones: a code or-ed into the mantissa, at whichever bit, is a number already.
// It is exact, and takes no shift and no conversion for each code.
const TWO_TO_23 = vec4<u32>(0x4b000000u);
