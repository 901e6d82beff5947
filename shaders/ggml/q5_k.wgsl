// ggml's Q5_K: codes of 5 bits in blocks of 32. A superblock takes 176 bytes: eight vec4s of the lower four bits (k_codes.wgsl), two of fifth
// bits, and one of scales (k_scales.wgsl). As files store it, but for the order: word j of the fifth bits belongs to vec4 j of the lower
// ones. Its bits are those of eight vec4s of elements, four in either half of the word, and bits of neighbouring elements are 4 apart.
// needs: vec8, k_codes, k_scales
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>
const WEIGHT_Q5_K = 8u;

fn q5_k_scale(index: u32) -> vec2f {
  return k_scale(weight_four(index / 256u * 11u + 10u), index);
}

fn q5_k_fifths(index: u32) -> u32 {
  return weight_word(index / 256u * 44u + 32u + index % 64u / 8u);
}

// 8 codes, given their lower bits and a word of fifth bits of which theirs are the n-th of the chunk.
fn q5_k_codes(word: u32, fifths: u32, n: u32) -> Vec8 {
  let shifted = ((fifths >> (n / 2u * 16u)) << 4u) >> (n % 2u * 2u);
  let above = vec4<u32>(0x10u, 0x100u, 0x1000u, 0x10000u);
  return Vec8(
    k_codes(k_nibbles(word) | (vec4<u32>(shifted) & above), 0f),
    k_codes(k_nibbles(word >> 16u) | (vec4<u32>(shifted >> 1u) & above), 0f),
  );
}

fn q5_k_value(index: u32) -> f32 {
  let codes = q5_k_codes(weight_word(k_index(index, 11u)), q5_k_fifths(index), index % 256u / 64u);
  let by = q5_k_scale(index);
  return select(codes.low, codes.high, (index & 4u) != 0u)[index & 3u] * by.x - by.y;
}

fn q5_k_vec8(first: u32) -> Vec8 {
  let codes = q5_k_codes(weight_word(k_index(first, 11u)), q5_k_fifths(first), first % 256u / 64u);
  return k_scaled(codes, q5_k_scale(first));
}

fn q5_k_product(inputs_vec8: Vec8, first: u32) -> f32 {
  let codes = q5_k_codes(weight_word(k_index(first, 11u)), q5_k_fifths(first), first % 256u / 64u);
  return k_product(inputs_vec8, codes, q5_k_scale(first));
}

fn q5_k_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let superblock = (first / 256u + chunk / 8u) * 11u; // in vec4s
  let codes = weight_four(superblock + chunk % 8u);
  let fifths = weight_word(superblock * 4u + 32u + chunk % 8u);
  let products = vec4f(
    dot_vec8(x.a, q5_k_codes(codes.x, fifths, 0u)),
    dot_vec8(x.b, q5_k_codes(codes.y, fifths, 1u)),
    dot_vec8(x.c, q5_k_codes(codes.z, fifths, 2u)),
    dot_vec8(x.d, q5_k_codes(codes.w, fifths, 3u)),
  );
  return k_product_chunk(x, products, k_scales(weight_four(superblock + 10u), chunk % 8u / 4u));
}
