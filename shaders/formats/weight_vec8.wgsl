// Reads a kernel's binding `weight: array<vec4<u32>>`, in any format.
// needs: blocks
// expects: var<storage, read> weight: array<vec4<u32>>
// 1 where every row begins at a multiple of eight elements; otherwise vec8s are assembled element by element.
override vec8_aligned: u32;

// Elements `first` to `first + 7`. Those from `left` on belong to the next row and become 0.
fn /*@weight_reader*/ weight_vec8 /*@*/(first: u32, left: u32) -> Vec8 {
  if (vec8_aligned == 0u) {
    return Vec8(
      vec4f(weight_at(first, 0u, left), weight_at(first, 1u, left), weight_at(first, 2u, left), weight_at(first, 3u, left)),
      vec4f(weight_at(first, 4u, left), weight_at(first, 5u, left), weight_at(first, 6u, left), weight_at(first, 7u, left)),
    );
  }
  if (!is_dense) {
    return block_vec8(first);
  }
  if (weight_type == WEIGHT_F32) {
    return f32_vec8(weight[first / 4u], weight[first / 4u + 1u]);
  }
  return widen_vec8(weight_type, weight[first / 8u]);
}

// The product of eight inputs with the same vec8 of a row's weights.
fn product_vec8(inputs_vec8: Vec8, first: u32, left: u32) -> f32 {
  if (vec8_aligned == 1u && !is_dense) {
    return block_product(inputs_vec8, first);
  }
  return dot_vec8(inputs_vec8, weight_vec8(first, left));
}

fn weight_at(first: u32, n: u32, left: u32) -> f32 {
  if (n >= left) {
    return 0f;
  }
  return weight_value(first + n);
}

fn weight_four(index: u32) -> vec4<u32> {
  return weight[index];
}

fn weight_word(index: u32) -> u32 {
  return weight[index / 4u][index % 4u];
}

// Two neighbouring vec4s of a row that has `left` elements from there on. What lies beyond becomes 0, whatever it is.
fn row_vec8(low: vec4f, high: vec4f, left: u32) -> Vec8 {
  if (vec8_aligned == 1u) {
    return Vec8(low, high);
  }
  let index = vec4<u32>(0u, 1u, 2u, 3u);
  return Vec8(select(vec4f(), low, index < vec4<u32>(left)), select(vec4f(), high, index + 4u < vec4<u32>(left)));
}
