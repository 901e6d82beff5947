// Q4: (code - 8) * scale with codes of 4 bits, exact in f32; superblock.wgsl has the layout. Made while loading.
// needs: vec8, superblock
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>
const WEIGHT_Q4 = 4u;

fn q4_value(index: u32) -> f32 {
  let codes = weight_word(codes_index(index, 4u));
  let scales = weight_word(scale_index(index, 4u));
  return f32(i32((codes >> ((index & 7u) * 4u)) & 15u) - 8i) * block_scale(scales, index);
}

fn q4_scale(index: u32) -> f32 {
  return block_scale(weight_word(scale_index(index, 4u)), index);
}

fn q4_vec8(first: u32) -> Vec8 {
  let codes = q4_codes(weight_word(codes_index(first, 4u)));
  let scale = q4_scale(first);
  return Vec8(codes.low * scale, codes.high * scale);
}

fn q4_product(inputs_vec8: Vec8, first: u32) -> f32 {
  return dot_vec8(inputs_vec8, q4_codes(weight_word(codes_index(first, 4u)))) * q4_scale(first);
}

fn q4_codes(word: u32) -> Vec8 {
  return Vec8(q4_code_four(word), q4_code_four(word >> 16u));
}

// The four codes of the lower half of `word`, less their bias.
fn q4_code_four(word: u32) -> vec4f {
  let counted = bitcast<vec4f>((vec4<u32>(word) & vec4<u32>(0xfu, 0xf0u, 0xf00u, 0xf000u)) | TWO_TO_23);
  return fma(counted, vec4f(1f, 0x1p-4, 0x1p-8, 0x1p-12), -vec4f(0x1p23 + 8f, 0x1p19 + 8f, 0x1p15 + 8f, 0x1p11 + 8f));
}

// A chunk is four vec8s, 8 apart.
fn q4_vec8_of(chunk: u32, n: u32) -> u32 {
  return chunk / 8u * 32u + chunk % 8u + n * 8u;
}

fn q4_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let superblock = (first / 256u + chunk / 8u) * 9u; // in vec4s
  let codes = weight_four(superblock + chunk % 8u);
  let scales = weight_four(superblock + 8u);
  let block = chunk % 8u / 4u; // of the first vec8
  return dot_vec8(x.a, q4_codes(codes.x)) * block_scale(scales.x, block * 32u)
    + dot_vec8(x.b, q4_codes(codes.y)) * block_scale(scales.y, block * 32u)
    + dot_vec8(x.c, q4_codes(codes.z)) * block_scale(scales.z, block * 32u)
    + dot_vec8(x.d, q4_codes(codes.w)) * block_scale(scales.w, block * 32u);
}
