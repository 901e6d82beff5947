// The formats in which elements share scales: a format NAME reads its weights with `weight_word(index)` and `weight_four(index)`, which
// are a u32 and a vec4<u32> of what is bound, and has
//   NAME_value(index): one element
//   NAME_vec8(first), NAME_product(inputs, first): a vec8, and its product with eight inputs, in which a scale is applied to the sum (on
//     an NVIDIA H200 gate_up of Qwen3-4B's shape takes 28.0 us with 4-bit weights so, and 32.6 with every weight scaled)
//   NAME_vec8_of(chunk, n), NAME_product_chunk(inputs, first, chunk): where it takes more than a vec8 at a time (chunk.wgsl).
// `weight_type` is a constant of the pipeline, so the compiler drops all other branches. `kind` is a constant, too: `weight_type`, or, where that is
// one of ggml's K formats, another of them. Their chunks are alike, so that one kernel reads rows of several.
// Q8_0 and Q4_0 are read as Q8 and Q4, which superblock.wgsl makes right.
// needs: weight, q8, q4, q8_0, q4_0, q4_k, q5_k, q6_k, grouped

// Any element, dense formats included.
fn weight_value(index: u32) -> f32 {
  if (is_dense) {
    return widen(weight_word(word_index(index)), index);
  }
  if (is_grouped) {
    return grouped_value(index);
  }
  if (is_q8) {
    return q8_value(index);
  }
  if (weight_type == WEIGHT_Q4_K) {
    return q4_k_value(index);
  }
  if (weight_type == WEIGHT_Q5_K) {
    return q5_k_value(index);
  }
  if (weight_type == WEIGHT_Q6_K) {
    return q6_k_value(index);
  }
  return q4_value(index);
}

override is_q8 = weight_type == WEIGHT_Q8 || weight_type == WEIGHT_Q8_0;

fn block_vec8(first: u32) -> Vec8 {
  if (is_grouped) {
    return grouped_vec8(first);
  }
  if (is_q8) {
    return q8_vec8(first);
  }
  if (weight_type == WEIGHT_Q4_K) {
    return q4_k_vec8(first);
  }
  if (weight_type == WEIGHT_Q5_K) {
    return q5_k_vec8(first);
  }
  if (weight_type == WEIGHT_Q6_K) {
    return q6_k_vec8(first);
  }
  return q4_vec8(first);
}

fn block_product(inputs_vec8: Vec8, first: u32) -> f32 {
  if (is_grouped) {
    return grouped_product(inputs_vec8, first);
  }
  if (is_q8) {
    return q8_product(inputs_vec8, first);
  }
  if (weight_type == WEIGHT_Q4_K) {
    return q4_k_product(inputs_vec8, first);
  }
  if (weight_type == WEIGHT_Q5_K) {
    return q5_k_product(inputs_vec8, first);
  }
  if (weight_type == WEIGHT_Q6_K) {
    return q6_k_product(inputs_vec8, first);
  }
  return q4_product(inputs_vec8, first);
}

fn block_vec8_of(chunk: u32, n: u32) -> u32 {
  if (is_grouped) {
    return grouped_vec8_of(chunk, n);
  }
  if (is_q8) {
    return q8_vec8_of(chunk, n);
  }
  return q4_vec8_of(chunk, n); // as all of ggml's K formats
}

fn block_product_chunk(x: Chunk, first: u32, chunk: u32, kind: u32) -> f32 {
  if (is_grouped) {
    return grouped_product_chunk(x, first, chunk);
  }
  if (is_q8) {
    return q8_product_chunk(x, first, chunk);
  }
  if (kind == WEIGHT_Q4_K) {
    return q4_k_product_chunk(x, first, chunk);
  }
  if (kind == WEIGHT_Q5_K) {
    return q5_k_product_chunk(x, first, chunk);
  }
  if (kind == WEIGHT_Q6_K) {
    return q6_k_product_chunk(x, first, chunk);
  }
  return q4_product_chunk(x, first, chunk);
}
