// Reads a kernel's binding `weight: array<vec4<u32>>`.
// 1 where every row begins at a multiple of eight elements; otherwise eights are put together one by one.
// needs: blocks, eight
// expects: var<storage, read> weight: array<vec4<u32>>
override whole_eights: u32;

// Elements `first` to `first + 7`; 0 in place of those from `left` on, which belong to the next row.
fn /*@weight_reader*/ weight_eight /*@*/(first: u32, left: u32) -> Eight {
  if (whole_eights == 0u) {
    return Eight(
      vec4f(weight_at(first, 0u, left), weight_at(first, 1u, left), weight_at(first, 2u, left), weight_at(first, 3u, left)),
      vec4f(weight_at(first, 4u, left), weight_at(first, 5u, left), weight_at(first, 6u, left), weight_at(first, 7u, left)),
    );
  }
  if (in_blocks()) {
    let codes = code_eight(first);
    let scale = scale_of(first);
    return Eight(codes.low * scale, codes.high * scale);
  }
  if (weight_type == WEIGHT_F32) {
    return Eight(bitcast<vec4f>(weight[first / 4u]), bitcast<vec4f>(weight[first / 4u + 1u]));
  }
  return widen_eight(weight_type, weight[first / 8u]);
}

// The product of eight inputs with the same of a row's weights. Of codes the sum is scaled, and not each (on an NVIDIA H200 gate_up
// of Qwen3-4B's shape takes 28.0 us with 4-bit weights so, and 32.6 otherwise).
fn product_eight(inputs_eight: Eight, first: u32, left: u32) -> f32 {
  if (whole_eights == 1u && in_blocks()) {
    return dot_eight(inputs_eight, code_eight(first)) * scale_of(first);
  }
  return dot_eight(inputs_eight, weight_eight(first, left));
}

fn dot_eight(a: Eight, b: Eight) -> f32 {
  return dot(a.low, b.low) + dot(a.high, b.high);
}

fn code_eight(first: u32) -> Eight {
  let at = code_index(first);
  if (weight_type == WEIGHT_Q4) {
    let word = weight_word(at);
    return Eight(code_four(word), code_four(word >> 16u));
  }
  // One load of four words, of which it is the first two or the last.
  let four = weight[at / 4u];
  let pair = select(four.xy, four.zw, (at & 2u) != 0u);
  return Eight(code_four(pair.x), code_four(pair.y));
}

fn scale_of(index: u32) -> f32 {
  return block_scale(weight_word(scale_index(index)), index);
}

fn weight_at(first: u32, n: u32, left: u32) -> f32 {
  if (n >= left) {
    return 0f;
  }
  let index = first + n;
  return weight_value(weight_word(code_index(index)), weight_word(scale_index(index)), index);
}

fn weight_word(index: u32) -> u32 {
  return weight[index / 4u][index % 4u];
}

// Two neighbouring vec4s of a row that has `left` elements from there on; what lies beyond becomes 0, whatever it is.
fn row_eight(low: vec4f, high: vec4f, left: u32) -> Eight {
  if (whole_eights == 1u) {
    return Eight(low, high);
  }
  let index = vec4<u32>(0u, 1u, 2u, 3u);
  return Eight(select(vec4f(), low, index < vec4<u32>(left)), select(vec4f(), high, index + 4u < vec4<u32>(left)));
}
