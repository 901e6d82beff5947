// What an invocation takes of a row at a time, 16 bytes where rows lie evenly: an eight of 16-bit weights, two eights of Q8 and four of
// Q4 as their vec4s have them (blocks.wgsl). Each has a name, since arrays in a function go to memory.
// The kernel has `inputs` and says `input_four(index)`: a vec4 of what the row is multiplied with.
// needs: weight_eight
// expects: override inputs: u32
// expects: fn input_four(index: u32) -> vec4f
// limit: 1 <= eights_each <= 4
override eights_each: u32; // 1, 2 or 4

struct Chunk {
  a: Eight,
  b: Eight,
  c: Eight,
  d: Eight,
}

// The n-th eight of a chunk, counted in the row.
fn eight_of(chunk: u32, n: u32) -> u32 {
  let apart = 32u / eights_each;
  return select(chunk / apart * 32u + chunk % apart + n * apart, chunk, eights_each == 1u);
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
  let apart = 32u / eights_each;
  let codes = weight[(first / 256u + chunk / apart) * (apart + 1u) + chunk % apart];
  let scales = weight[(first / 256u + chunk / apart) * (apart + 1u) + apart];
  let block = chunk % apart / 4u; // of the first eight
  if (eights_each == 2u) {
    let low = block_scale(select(scales.x, scales.y, block > 1u), block * 32u);
    let high = block_scale(select(scales.z, scales.w, block > 1u), block * 32u);
    return dot_eight(x.a, Eight(code_four(codes.x), code_four(codes.y))) * low
      + dot_eight(x.b, Eight(code_four(codes.z), code_four(codes.w))) * high;
  }
  return dot_eight(x.a, eight_codes(codes.x)) * block_scale(scales.x, block * 32u)
    + dot_eight(x.b, eight_codes(codes.y)) * block_scale(scales.y, block * 32u)
    + dot_eight(x.c, eight_codes(codes.z)) * block_scale(scales.z, block * 32u)
    + dot_eight(x.d, eight_codes(codes.w)) * block_scale(scales.w, block * 32u);
}

// Of Q4.
fn eight_codes(word: u32) -> Eight {
  return Eight(code_four(word), code_four(word >> 16u));
}
