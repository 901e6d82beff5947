// A tile (tile_kernel.wgsl) without workgroup memory or barriers, for CPU adapters: an invocation reads four rows of each side at a time,
// straight from their buffers.
// needs: tile_kernel
// limit: 1 <= slices <= 1
override slices: u32; // 1
override depth: u32; // unused

fn run_tile(group: vec2<u32>, local: u32) {
  let row = group.y * 8u * down + local / across;
  for (var n = 0u; n < 8u; n += 4u) {
    for (var m = 0u; m < 4u; m += 2u) {
      sum_block(group.x, row + n * down, local % across + m * across);
    }
  }
}

// Four tokens, `down` apart, by two pairs of outputs, `across` apart.
fn sum_block(group: u32, token: u32, place: u32) {
  if (token >= batch.tokens) {
    return;
  }
  // Rows beyond the last token repeat it and are not written.
  let last = batch.tokens - 1u;
  let x0_first = token * inputs;
  let x1_first = min(token + down, last) * inputs;
  let x2_first = min(token + 2u * down, last) * inputs;
  let x3_first = min(token + 3u * down, last) * inputs;
  let w0_first = weight_first(group, place);
  let w1_first = weight_first(group, place + across);
  let w2_first = weight_first(group, place + 4u * across);
  let w3_first = weight_first(group, place + 5u * across);
  var sums: mat4x4f;
  var squares = vec4f();
  for (var i = 0u; i < inputs; i += 8u) {
    let x0 = input_vec8(x0_first, i, true);
    let x1 = input_vec8(x1_first, i, true);
    let x2 = input_vec8(x2_first, i, true);
    let x3 = input_vec8(x3_first, i, true);
    if (normed) {
      squares += vec4f(product(x0, x0), product(x1, x1), product(x2, x2), product(x3, x3));
    }
    let w0 = gained(weight_vec8(w0_first + i, inputs - i), i / 8u);
    let w1 = gained(weight_vec8(w1_first + i, inputs - i), i / 8u);
    let w2 = gained(weight_vec8(w2_first + i, inputs - i), i / 8u);
    let w3 = gained(weight_vec8(w3_first + i, inputs - i), i / 8u);
    sums[0] = /*@accumulator*/ sums[0] /*@*/ + vec4f(product(x0, w0), product(x0, w1), product(x0, w2), product(x0, w3));
    sums[1] = /*@accumulator*/ sums[1] /*@*/ + vec4f(product(x1, w0), product(x1, w1), product(x1, w2), product(x1, w3));
    sums[2] = /*@accumulator*/ sums[2] /*@*/ + vec4f(product(x2, w0), product(x2, w1), product(x2, w2), product(x2, w3));
    sums[3] = /*@accumulator*/ sums[3] /*@*/ + vec4f(product(x3, w0), product(x3, w1), product(x3, w2), product(x3, w3));
  }
  for (var n = 0u; n < 4u && token + n * down < batch.tokens; n += 1u) {
    var of_token = sums[n];
    if (normed) {
      of_token *= norm_scale(squares[n] / f32(inputs));
    }
    store(token + n * down, group, place, of_token.x, of_token.z);
    store(token + n * down, group, place + across, of_token.y, of_token.w);
  }
}

fn product(a: Vec8, b: Vec8) -> f32 {
  return dot(a.low, b.low) + dot(a.high, b.high);
}
