// ggml's Q6_K: (code - 32) * scale with codes of 6 bits in blocks of 16. A scale is a signed byte times a factor in f16 for the superblock. A
// superblock takes 224 bytes: eight vec4s of the lower four bits (k_codes.wgsl), four of the upper two, one of scales, and one that begins
// with the factor. Files have 210, which no vec4 begins with. Words 2j and 2j + 1 of the upper bits belong to vec4 j of the lower ones. Each
// has the bits of four vec4s of elements, two in either half of the word, and those of neighbouring elements are 4 apart.
// needs: small_floats, vec8, k_codes
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>
const WEIGHT_Q6_K = 9u;

// The product has 18 bits, so it is exact.
fn q6_k_scale(index: u32) -> f32 {
  let word = weight_word(index / 256u * 56u + 48u + index % 256u / 64u);
  let scale = bitcast<i32>(word << (24u - index % 64u / 16u * 8u)) >> 24u;
  return f16_value(weight_word(index / 256u * 56u + 52u) & 0xffffu) * f32(scale);
}

fn q6_k_uppers(index: u32) -> u32 {
  return weight_word(index / 256u * 56u + 32u + index % 64u / 8u * 2u + index % 256u / 128u);
}

// 8 codes less 32, given their lower bits and a word of upper bits, of which theirs are in the first half or the second.
fn q6_k_codes(word: u32, uppers: u32, half: u32) -> Vec8 {
  let shifted = (uppers >> (half * 16u)) << 4u;
  let above = vec4<u32>(0x30u, 0x300u, 0x3000u, 0x30000u);
  return Vec8(
    k_codes(k_nibbles(word) | (vec4<u32>(shifted) & above), 32f),
    k_codes(k_nibbles(word >> 16u) | (vec4<u32>(shifted >> 2u) & above), 32f),
  );
}

fn q6_k_value(index: u32) -> f32 {
  let codes = q6_k_codes(weight_word(k_index(index, 14u)), q6_k_uppers(index), index % 128u / 64u);
  return select(codes.low, codes.high, (index & 4u) != 0u)[index & 3u] * q6_k_scale(index);
}

fn q6_k_vec8(first: u32) -> Vec8 {
  let codes = q6_k_codes(weight_word(k_index(first, 14u)), q6_k_uppers(first), first % 128u / 64u);
  let scale = q6_k_scale(first);
  return Vec8(codes.low * scale, codes.high * scale);
}

fn q6_k_product(inputs_vec8: Vec8, first: u32) -> f32 {
  let codes = q6_k_codes(weight_word(k_index(first, 14u)), q6_k_uppers(first), first % 128u / 64u);
  return dot_vec8(inputs_vec8, codes) * q6_k_scale(first);
}

fn q6_k_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let superblock = (first / 256u + chunk / 8u) * 14u; // in vec4s
  let j = chunk % 8u;
  let codes = weight_four(superblock + j);
  let pairs = weight_four(superblock + 8u + j / 2u);
  let uppers = select(pairs.xy, pairs.zw, j % 2u == 1u);
  let scales = bitcast<vec4<i32>>(weight_four(superblock + 12u) << vec4<u32>(24u - j / 2u * 8u)) >> vec4<u32>(24u);
  let products = vec4f(
    dot_vec8(x.a, q6_k_codes(codes.x, uppers.x, 0u)),
    dot_vec8(x.b, q6_k_codes(codes.y, uppers.x, 1u)),
    dot_vec8(x.c, q6_k_codes(codes.z, uppers.y, 0u)),
    dot_vec8(x.d, q6_k_codes(codes.w, uppers.y, 1u)),
  );
  return dot(products, vec4f(scales)) * f16_value(weight_four(superblock + 13u).x & 0xffffu);
}
