// The scales of Q4_K and Q5_K: a block of 32 elements is worth code * scale - minimum. Scales and minima are codes of 6 bits themselves, times
// two factors in f16 for the superblock. Its last vec4 holds them as files do: the factors, and twelve bytes.
// needs: small_floats, vec8

// Of the blocks b, b + 2, b + 4 and b + 6, where b is 0 or 1: those of a chunk.
struct KScales {
  scales: vec4f,
  minima: vec4f,
}

// Products of a factor and a code have 17 bits, so they are exact.
fn k_scales(packed: vec4<u32>, b: u32) -> KScales {
  let low_scales = packed.y >> (b * 8u);
  let low_minima = packed.z >> (b * 8u);
  let high = packed.w >> (b * 8u);
  let scales = vec4<u32>(
    low_scales & 63u,
    (low_scales >> 16u) & 63u,
    (high & 15u) | ((low_scales >> 2u) & 48u),
    ((high >> 16u) & 15u) | ((low_scales >> 18u) & 48u),
  );
  let minima = vec4<u32>(
    low_minima & 63u,
    (low_minima >> 16u) & 63u,
    ((high >> 4u) & 15u) | ((low_minima >> 2u) & 48u),
    ((high >> 20u) & 15u) | ((low_minima >> 18u) & 48u),
  );
  return KScales(f16_value(packed.x & 0xffffu) * vec4f(scales), f16_value(packed.x >> 16u) * vec4f(minima));
}

// The scale and the minimum of element `index`.
fn k_scale(packed: vec4<u32>, index: u32) -> vec2f {
  let block = index % 256u / 32u;
  let all = k_scales(packed, block % 2u);
  return vec2f(all.scales[block / 2u], all.minima[block / 2u]);
}

fn k_scaled(codes: Vec8, by: vec2f) -> Vec8 {
  return Vec8(codes.low * by.x - by.y, codes.high * by.x - by.y);
}

fn k_sum(x: Vec8) -> f32 {
  return dot(x.low + x.high, vec4f(1f));
}

fn k_product(x: Vec8, codes: Vec8, by: vec2f) -> f32 {
  return dot_vec8(x, codes) * by.x - k_sum(x) * by.y;
}

// Products of a chunk with its codes are `products`.
fn k_product_chunk(x: Chunk, products: vec4f, by: KScales) -> f32 {
  return dot(products, by.scales) - dot(vec4f(k_sum(x.a), k_sum(x.b), k_sum(x.c), k_sum(x.d)), by.minima);
}
