// Weights in blocks of 32 codes with a scale, made on load: (code - bias) * scale, exact in f32. 256 neighbouring elements
// of the flat tensor, wherever its rows end, lie together, a superblock: the codes of eight blocks, then the blocks' scales in
// bf16, which widens by a shift and reaches as far as f32. Q4 takes 144 bytes for them, Q8 272: multiples of 16, so that
// bindings may be read as vec4s. Vec4 j of the codes has the eights j, j + 8, j + 16 and j + 24 of Q4, and j and j + 16 of Q8: an
// invocation takes a whole vec4, and those beside it read the inputs beside its own. Within a word codes lie in order, the first
// lowest: eight of Q4, four of Q8.
// needs: weight
fn in_blocks() -> bool {
  return weight_type >= WEIGHT_Q8;
}

// The word that has the code of element `index`, or, of a stored type, the element.
fn code_index(index: u32) -> u32 {
  let eight = index % 256u / 8u;
  if (weight_type == WEIGHT_Q4) {
    return index / 256u * 36u + eight % 8u * 4u + eight / 8u;
  }
  if (weight_type == WEIGHT_Q8) {
    return index / 256u * 68u + eight % 16u * 4u + eight / 16u * 2u + index % 8u / 4u;
  }
  return word_index(index);
}

// The word that has its block's scale and a neighbour's; of a stored type, the same as the code's.
fn scale_index(index: u32) -> u32 {
  if (weight_type == WEIGHT_Q4) {
    return index / 256u * 36u + 32u + index % 256u / 64u;
  }
  if (weight_type == WEIGHT_Q8) {
    return index / 256u * 68u + 64u + index % 256u / 64u;
  }
  return word_index(index);
}

fn block_scale(word: u32, index: u32) -> f32 {
  return bitcast<f32>(select(word << 16u, word & 0xffff0000u, (index & 32u) != 0u));
}

// An element of any type, from its two words.
fn weight_value(code: u32, scale: u32, index: u32) -> f32 {
  if (!in_blocks()) {
    return widen(code, index);
  }
  let shift = select((index & 3u) * 8u, (index & 7u) * 4u, weight_type == WEIGHT_Q4);
  return f32(i32((code >> shift) & code_mask()) - code_bias()) * block_scale(scale, index);
}

// Four neighbouring codes less their bias: of Q4 from the lower half of `word`, of Q8 all of it. From 2^23 on an f32 counts ones, so that
// a code or-ed into the mantissa of 2^23, at whichever bit it stands, is a number already: exact, and without a shift and a
// conversion for every code.
fn code_four(word: u32) -> vec4f {
  if (weight_type == WEIGHT_Q4) {
    let counted = bitcast<vec4f>((vec4<u32>(word) & vec4<u32>(0xfu, 0xf0u, 0xf00u, 0xf000u)) | TWO_TO_23);
    return fma(counted, vec4f(1f, 0x1p-4, 0x1p-8, 0x1p-12), -vec4f(0x1p23 + 8f, 0x1p19 + 8f, 0x1p15 + 8f, 0x1p11 + 8f));
  }
  let counted = bitcast<vec4f>((vec2<u32>(word, word >> 16u).xxyy & vec2<u32>(0xffu, 0xff00u).xyxy) | TWO_TO_23);
  return fma(counted, vec2f(1f, 0x1p-8).xyxy, -vec2f(0x1p23 + 128f, 0x1p15 + 128f).xyxy);
}

const TWO_TO_23 = vec4<u32>(0x4b000000u); // bits of an f32

fn code_mask() -> u32 {
  return select(255u, 15u, weight_type == WEIGHT_Q4);
}

fn code_bias() -> i32 {
  return select(128i, 8i, weight_type == WEIGHT_Q4);
}
