// The layout of grouped formats (grouped.wgsl). A unit is four groups of the flat tensor: first their codes, then a word of parameters for
// each group. Vec4 j of the codes holds vec8 j of all four groups (4 bits), or of the first two and then of the last two (8 bits). An invocation
// takes a whole vec4, so it needs the parameters of two or four groups, which are one vec4, and the invocations beside it read the inputs beside
// its own. Within a vec8 codes lie in order, the first one lowest.
// `weight_type` says which format it is: 64 + 16 * kind + (8 with codes of 8 bits) + log2(group / 32).
// expects: override weight_type: u32
override is_grouped = weight_type >= 64u;
override group_kind = (weight_type - select(weight_type, 64u, is_grouped)) / 16u;
override code_width = 4u + (weight_type & 8u) / 2u; // bits
override group_elements = 32u << (weight_type & 3u);

const AFFINE_BF16 = 0u;
const AFFINE_F16 = 1u;
const ZERO_POINT = 2u;
const FP8 = 3u;

override codes_a_word = 32u / code_width;
override group_vec8s = group_elements / 8u;
override chunk_groups = 16u / code_width; // groups that a chunk has a vec8 of
override unit_elements = 4u * group_elements;
override unit_chunks = 4u / chunk_groups * group_vec8s;
override unit_words = 4u * unit_chunks + 4u;

// The word with the code of element `index`.
fn code_word(index: u32) -> u32 {
  let group = index / group_elements % 4u;
  let chunk = group / chunk_groups * group_vec8s + index % group_elements / 8u;
  let word = group % chunk_groups * (4u / chunk_groups) + index % 8u / codes_a_word;
  return index / unit_elements * unit_words + chunk * 4u + word;
}

// The word with the parameters of the group of element `index`.
fn parameters_word(index: u32) -> u32 {
  return index / unit_elements * unit_words + 4u * unit_chunks + index / group_elements % 4u;
}
