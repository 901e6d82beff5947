// What an invocation takes of a row at a time: one vec8, or, where rows are whole units of the weights' format, as many as 16 bytes hold.
// The kernel has `inputs` and defines `input_four(index)`: a vec4 of what the row is multiplied with.
// needs: weight_vec8
// expects: override inputs: u32
// expects: fn input_four(index: u32) -> vec4f
// limit: 1 <= vec8s_per_chunk <= 4
override vec8s_per_chunk: u32; // 1, 2 or 4

// The n-th vec8 of a chunk, counted in the row.
fn vec8_of(chunk: u32, n: u32) -> u32 {
  if (vec8s_per_chunk == 1u) {
    return chunk;
  }
  return block_vec8_of(chunk, n);
}

fn inputs_at(vec8: u32) -> Vec8 {
  return row_vec8(input_four(vec8 * 2u), input_four(vec8 * 2u + 1u), inputs - vec8 * 8u);
}

fn input_chunk(chunk: u32) -> Chunk {
  var all: Chunk;
  all.a = inputs_at(vec8_of(chunk, 0u));
  if (vec8s_per_chunk > 1u) {
    all.b = inputs_at(vec8_of(chunk, 1u));
  }
  if (vec8s_per_chunk > 2u) {
    all.c = inputs_at(vec8_of(chunk, 2u));
    all.d = inputs_at(vec8_of(chunk, 3u));
  }
  return all;
}

fn dot_chunk(x: Chunk, y: Chunk) -> f32 {
  var sum = dot_vec8(x.a, y.a);
  if (vec8s_per_chunk > 1u) {
    sum += dot_vec8(x.b, y.b);
  }
  if (vec8s_per_chunk > 2u) {
    sum += dot_vec8(x.c, y.c) + dot_vec8(x.d, y.d);
  }
  return sum;
}

// The product of a chunk of inputs with the same of the row of weights that begins with element `first`. blocks.wgsl says what `kind` may be.
fn product_chunk(x: Chunk, first: u32, chunk: u32, kind: u32) -> f32 {
  if (vec8s_per_chunk == 1u) {
    return product_vec8(x.a, first + chunk * 8u, inputs - chunk * 8u);
  }
  return block_product_chunk(x, first, chunk, kind);
}
