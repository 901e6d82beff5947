// What an invocation takes of a row at a time: one vec8, or, where rows are whole units of the weights' format, as many as 16 bytes hold.
// The kernel has `inputs` and defines `input_four(index)`: a vec4 of what the row is multiplied with.
// needs: weight_eight
// expects: override inputs: u32
// expects: fn input_four(index: u32) -> vec4f
// limit: 1 <= eights_each <= 4
override eights_each: u32; // 1, 2 or 4

// The n-th eight of a chunk, counted in the row.
fn eight_of(chunk: u32, n: u32) -> u32 {
  if (eights_each == 1u) {
    return chunk;
  }
  return block_eight_of(chunk, n);
}

fn inputs_at(eight: u32) -> Eight {
  return row_eight(input_four(eight * 2u), input_four(eight * 2u + 1u), inputs - eight * 8u);
}

fn input_chunk(chunk: u32) -> Chunk {
  var all: Chunk;
  all.a = inputs_at(eight_of(chunk, 0u));
  if (eights_each > 1u) {
    all.b = inputs_at(eight_of(chunk, 1u));
  }
  if (eights_each > 2u) {
    all.c = inputs_at(eight_of(chunk, 2u));
    all.d = inputs_at(eight_of(chunk, 3u));
  }
  return all;
}

fn dot_chunk(x: Chunk, y: Chunk) -> f32 {
  var sum = dot_eight(x.a, y.a);
  if (eights_each > 1u) {
    sum += dot_eight(x.b, y.b);
  }
  if (eights_each > 2u) {
    sum += dot_eight(x.c, y.c) + dot_eight(x.d, y.d);
  }
  return sum;
}

// The product of a chunk of inputs with the same of the row of weights that begins with element `first`.
fn product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  if (eights_each == 1u) {
    return product_eight(x.a, first + chunk * 8u, inputs - chunk * 8u);
  }
  return block_product_chunk(x, first, chunk);
}
