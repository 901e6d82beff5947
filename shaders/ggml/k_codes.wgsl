// What ggml's K formats share. A superblock has 256 elements. Its first eight vec4s hold the lower four bits of all codes, in Q4's order: vec4
// j has the vec8s j, j + 8, j + 16 and j + 24. What lies above these bits follows, and then the scales.
// needs: superblock

// The word of a tensor where the lower bits of element `index` and of the rest of its vec8 begin; superblocks have `fours` vec4s.
fn k_index(index: u32, fours: u32) -> u32 {
  return index / 256u * fours * 4u + codes_place(index % 256u / 8u, 4u);
}

// Four codes less their bias. Each has its bits where the nibble of the same place is in a word, and any further ones above them.
fn k_codes(bits: vec4<u32>, bias: f32) -> vec4f {
  let counted = bitcast<vec4f>(bits | TWO_TO_23);
  return fma(counted, vec4f(1f, 0x1p-4, 0x1p-8, 0x1p-12), -(vec4f(0x1p23, 0x1p19, 0x1p15, 0x1p11) + bias));
}

fn k_nibbles(word: u32) -> vec4<u32> {
  return vec4<u32>(word) & vec4<u32>(0xfu, 0xf0u, 0xf00u, 0xf000u);
}
