// Q8: (code - 128) * scale with codes of 8 bits, exact in f32; superblock.wgsl has the layout. Made while loading.
// needs: vec8, superblock
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>
const WEIGHT_Q8 = 3u;

fn q8_value(index: u32) -> f32 {
  let codes = weight_word(codes_index(index, 8u) + index % 8u / 4u);
  let scales = weight_word(scale_index(index, 8u));
  return f32(i32((codes >> ((index & 3u) * 8u)) & 255u) - 128i) * block_scale(scales, index);
}

fn q8_scale(index: u32) -> f32 {
  return block_scale(weight_word(scale_index(index, 8u)), index);
}

fn q8_vec8(first: u32) -> Vec8 {
  let codes = q8_codes(first);
  let scale = q8_scale(first);
  return Vec8(codes.low * scale, codes.high * scale);
}

fn q8_product(inputs_vec8: Vec8, first: u32) -> f32 {
  return dot_vec8(inputs_vec8, q8_codes(first)) * q8_scale(first);
}

// One load of four words, of which the eight codes are the first two or the last.
fn q8_codes(first: u32) -> Vec8 {
  let at = codes_index(first, 8u);
  let four = weight_four(at / 4u);
  let pair = select(four.xy, four.zw, (at & 2u) != 0u);
  return Vec8(q8_code_four(pair.x), q8_code_four(pair.y));
}

// Four codes less their bias.
fn q8_code_four(word: u32) -> vec4f {
  let counted = bitcast<vec4f>((vec2<u32>(word, word >> 16u).xxyy & vec2<u32>(0xffu, 0xff00u).xyxy) | TWO_TO_23);
  return fma(counted, vec2f(1f, 0x1p-8).xyxy, -vec2f(0x1p23 + 128f, 0x1p15 + 128f).xyxy);
}

// A chunk is two vec8s, 16 apart.
fn q8_vec8_of(chunk: u32, n: u32) -> u32 {
  return chunk / 16u * 32u + chunk % 16u + n * 16u;
}

fn q8_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let superblock = (first / 256u + chunk / 16u) * 17u; // in vec4s
  let codes = weight_four(superblock + chunk % 16u);
  let scales = weight_four(superblock + 16u);
  let block = chunk % 16u / 4u; // of the first vec8
  let low = block_scale(select(scales.x, scales.y, block > 1u), block * 32u);
  let high = block_scale(select(scales.z, scales.w, block > 1u), block * 32u);
  return dot_vec8(x.a, Vec8(q8_code_four(codes.x), q8_code_four(codes.y))) * low
    + dot_vec8(x.b, Vec8(q8_code_four(codes.z), q8_code_four(codes.w))) * high;
}
