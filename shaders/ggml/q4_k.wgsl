// ggml's Q4_K: codes of 4 bits in blocks of 32. A superblock takes 144 bytes: eight vec4s of codes (k_codes.wgsl) and one of scales
// (k_scales.wgsl). As files store it, but for the order.
// needs: vec8, k_codes, k_scales
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>
const WEIGHT_Q4_K = 7u;

fn q4_k_scale(index: u32) -> vec2f {
  return k_scale(weight_four(index / 256u * 9u + 8u), index);
}

fn q4_k_value(index: u32) -> f32 {
  let by = q4_k_scale(index);
  let code = (weight_word(k_index(index, 9u)) >> ((index & 7u) * 4u)) & 15u;
  return f32(code) * by.x - by.y;
}

fn q4_k_codes(word: u32) -> Vec8 {
  return Vec8(k_codes(k_nibbles(word), 0f), k_codes(k_nibbles(word >> 16u), 0f));
}

fn q4_k_vec8(first: u32) -> Vec8 {
  return k_scaled(q4_k_codes(weight_word(k_index(first, 9u))), q4_k_scale(first));
}

fn q4_k_product(inputs_vec8: Vec8, first: u32) -> f32 {
  return k_product(inputs_vec8, q4_k_codes(weight_word(k_index(first, 9u))), q4_k_scale(first));
}

fn q4_k_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let superblock = (first / 256u + chunk / 8u) * 9u; // in vec4s
  let codes = weight_four(superblock + chunk % 8u);
  let products = vec4f(
    dot_vec8(x.a, q4_k_codes(codes.x)),
    dot_vec8(x.b, q4_k_codes(codes.y)),
    dot_vec8(x.c, q4_k_codes(codes.z)),
    dot_vec8(x.d, q4_k_codes(codes.w)),
  );
  return k_product_chunk(x, products, k_scales(weight_four(superblock + 8u), chunk % 8u / 4u));
}
