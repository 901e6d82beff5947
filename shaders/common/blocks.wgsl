// Weights in blocks of 32 codes with a scale, made on load: (code - bias) * scale, exact in f32. 256 neighbouring elements
// of the flat tensor, wherever its rows end, lie together: the codes of eight blocks, then the blocks' scales in bf16, which
// widens by a shift and reaches as far as f32. Q4 takes 144 bytes for them, Q8 272: multiples of 16, so that bindings may be
// read as vec4s. Codes are packed so that eight neighbours of Q4 come as two vec4s by shift and mask: in each word byte j
// has code j in its lower half and code j + 4 in its upper; Q8 has four codes a word, in order. The shifts are written
// out, since not every browser has unpack4xU8.
fn in_blocks() -> bool {
  return weight_type >= WEIGHT_Q8;
}

// The word that has the code of element `index`, or, of a stored type, the element.
fn code_index(index: u32) -> u32 {
  if (weight_type == WEIGHT_Q4) {
    return index / 256u * 36u + index % 256u / 8u;
  }
  if (weight_type == WEIGHT_Q8) {
    return index / 256u * 68u + index % 256u / 4u;
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
  let place = (index & 3u) * 8u;
  let shift = select(place, place + (index & 4u), weight_type == WEIGHT_Q4);
  return f32(i32((code >> shift) & code_mask()) - code_bias()) * block_scale(scale, index);
}

// Four neighbouring codes, a byte apart from the bit `shift` on.
fn code_four(word: u32, shift: u32) -> vec4f {
  let codes = (vec4<u32>(word) >> (vec4<u32>(0u, 8u, 16u, 24u) + shift)) & vec4<u32>(code_mask());
  return vec4f(vec4<i32>(codes) - code_bias());
}

fn code_mask() -> u32 {
  return select(255u, 15u, weight_type == WEIGHT_Q4);
}

fn code_bias() -> i32 {
  return select(128i, 8i, weight_type == WEIGHT_Q4);
}
