enable f16;
enable chromium_experimental_subgroup_matrix;
// Offsets depend on the subgroup's number, which is the same for all of it: the analysis cannot see that.
diagnostic(off, chromium.subgroup_matrix_uniformity);
// A tile as tile_kernel.wgsl has it, by subgroup matrices of f16 with f32 sums, for weights of 16 bits and of Q4. An input
// becomes two halves, a high one and what that leaves, after its row was scaled by a power of two to where it neither overflows
// nor loses bits; a weight fits one half exactly when its row is scaled likewise (f16 goes 28 powers of two down from there
// before it loses any of bf16's 8 bits or of the 11 that a code of Q4 times its scale has). A subgroup has 32 tokens and 32 outputs, 16 of each half of the tile's.
// group_size is 2 * across * down, with `across` and `down` multiples of 4, and subgroups have 32 invocations.
override slices: u32; // 1
override depth: u32; // a multiple of 16

const lanes = 32u;
const unit = 16u; // of a matrix
const spare = 8u; // halves by which a row is longer than it needs to be, against bank conflicts

// Rows of high halves of inputs, of low ones, and of weights.
var<workgroup> halves: array<f16, (16u * down + 8u * across) * (depth + spare)>;
// Two result matrices a subgroup.
var<workgroup> results: array<f32, across * down / 16u * 512u>;
var<workgroup> largest_of: array<f32, group_size>;
var<workgroup> squares_of: array<f32, group_size>;
// The powers of two by which rows of inputs and of weights are scaled, and the scales of the norm.
var<workgroup> token_powers: array<f32, 8u * down>;
var<workgroup> output_powers: array<f32, 8u * across>;
var<workgroup> norm_scales: array<f32, 8u * down>;

alias Left = subgroup_matrix_left<f16, 16, 16>;
alias Right = subgroup_matrix_right<f16, 16, 16>;
alias Sums = subgroup_matrix_result<f32, 16, 16>;

fn run_tile(group: vec2<u32>, local: u32) {
  scale_tokens(group.y, local);
  workgroupBarrier();
  scale_outputs(group.x, local);

  let pitch = depth + spare;
  let low_at = 8u * down * pitch;
  let weights_at = 16u * down * pitch;
  let subgroup = local / lanes;
  let row = subgroup / (across / 4u) * 2u * unit;
  let column = subgroup % (across / 4u) * unit;
  var s00: Sums;
  var s01: Sums;
  var s10: Sums;
  var s11: Sums;
  for (var k = 0u; k < inputs; k += depth) {
    workgroupBarrier();
    for (var at = local; at < down * depth; at += group_size) {
      put_input(group.y, at / (depth / 8u), k, at % (depth / 8u) * 8u, low_at);
    }
    for (var at = local; at < across * depth; at += group_size) {
      put_weight(group.x, at / (depth / 8u), k, at % (depth / 8u) * 8u, weights_at);
    }
    workgroupBarrier();
    for (var i = 0u; i < depth; i += unit) {
      let above = row * pitch + i;
      let below = above + unit * pitch;
      let first = weights_at + column * pitch + i;
      let second = first + 4u * across * pitch;
      let w0 = subgroupMatrixLoad<Right, col_major>(&halves, first, pitch);
      let w1 = subgroupMatrixLoad<Right, col_major>(&halves, second, pitch);
      let low0 = subgroupMatrixLoad<Left, row_major>(&halves, low_at + above, pitch);
      let low1 = subgroupMatrixLoad<Left, row_major>(&halves, low_at + below, pitch);
      s00 = subgroupMatrixMultiplyAccumulate(low0, w0, s00);
      s01 = subgroupMatrixMultiplyAccumulate(low0, w1, s01);
      s10 = subgroupMatrixMultiplyAccumulate(low1, w0, s10);
      s11 = subgroupMatrixMultiplyAccumulate(low1, w1, s11);
      let high0 = subgroupMatrixLoad<Left, row_major>(&halves, above, pitch);
      let high1 = subgroupMatrixLoad<Left, row_major>(&halves, below, pitch);
      s00 = subgroupMatrixMultiplyAccumulate(high0, w0, s00);
      s01 = subgroupMatrixMultiplyAccumulate(high0, w1, s01);
      s10 = subgroupMatrixMultiplyAccumulate(high1, w0, s10);
      s11 = subgroupMatrixMultiplyAccumulate(high1, w1, s11);
    }
  }

  let results_at = subgroup * 512u;
  subgroupMatrixStore<row_major>(&results, results_at, s00, unit);
  subgroupMatrixStore<row_major>(&results, results_at + 256u, s01, unit);
  workgroupBarrier();
  store_block(group, row, column, results_at, local % lanes);
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, results_at, s10, unit);
  subgroupMatrixStore<row_major>(&results, results_at + 256u, s11, unit);
  workgroupBarrier();
  store_block(group, row + unit, column, results_at, local % lanes);
}

// 16 tokens by 16 pairs of outputs.
fn store_block(group: vec2<u32>, row: u32, column: u32, results_at: u32, lane: u32) {
  for (var i = lane; i < unit * unit; i += lanes) {
    let own_row = row + i / unit;
    let place = column + i % unit;
    let token = group.y * 8u * down + own_row;
    if (token < batch.tokens) {
      let power = inverse(token_powers[own_row]);
      let low = results[results_at + i] * power * inverse(output_powers[place]);
      let high = results[results_at + 256u + i] * power * inverse(output_powers[place + 4u * across]);
      store(token, group.x, place, low * norm_scales[own_row], high * norm_scales[own_row]);
    }
  }
}

// A power of two that brings `largest` to between 2^14 and 2^15, a factor of two below where f16 ends.
fn power_for(largest: f32) -> f32 {
  return bitcast<f32>((268u - clamp(bitcast<u32>(largest) >> 23u, 15u, 253u)) << 23u);
}

// One divided by a power of two, exactly.
fn inverse(power: f32) -> f32 {
  return bitcast<f32>((254u << 23u) - bitcast<u32>(power));
}

fn largest_in(value: Eight) -> f32 {
  let both = max(abs(value.low), abs(value.high));
  return max(max(both.x, both.y), max(both.z, both.w));
}

fn input_of(group: u32, row: u32, i: u32) -> Eight {
  // Rows beyond the last token repeat it, and are not stored.
  return input_eight(min(group * 8u * down + row, batch.tokens - 1u) * inputs, i);
}

fn weight_of(group: u32, row: u32, i: u32) -> Eight {
  if (i >= inputs) {
    return Eight();
  }
  return weight_eight(weight_first(group, row) + i, inputs - i);
}

// Looks through the rows of inputs, several invocations a row.
fn scale_tokens(group: u32, local: u32) {
  let loaders = group_size / (8u * down);
  let row = local / loaders;
  var largest = 0f;
  var squares = 0f;
  for (var eight = local % loaders; eight * 8u < inputs; eight += loaders) {
    let value = input_of(group, row, eight * 8u);
    squares += dot(value.low, value.low) + dot(value.high, value.high);
    largest = max(largest, largest_in(gained(value, eight)));
  }
  largest_of[local] = largest;
  squares_of[local] = squares;
  workgroupBarrier();
  if (local % loaders == 0u) {
    for (var n = 1u; n < loaders; n += 1u) {
      largest = max(largest, largest_of[local + n]);
      squares += squares_of[local + n];
    }
    token_powers[row] = power_for(largest);
    norm_scales[row] = 1f;
    if (normed) {
      norm_scales[row] = norm_scale(squares / f32(inputs));
    }
  }
}

// And through the rows of weights, except of f16, which are halves already.
fn scale_outputs(group: u32, local: u32) {
  let loaders = group_size / (8u * across);
  let row = local / loaders;
  if (weight_type == WEIGHT_F16) {
    output_powers[row] = 1f;
    return;
  }
  var largest = 0f;
  for (var i = local % loaders * 8u; i < inputs; i += loaders * 8u) {
    largest = max(largest, largest_in(weight_of(group, row, i)));
  }
  largest_of[local] = largest;
  workgroupBarrier();
  if (local % loaders == 0u) {
    for (var n = 1u; n < loaders; n += 1u) {
      largest = max(largest, largest_of[local + n]);
    }
    output_powers[row] = power_for(largest);
  }
}

fn put_input(group: u32, row: u32, k: u32, i: u32, low_at: u32) {
  let scale = token_powers[row];
  let value = gained(input_of(group, row, k + i), (k + i) / 8u);
  let to = row * (depth + spare) + i;
  put_split(to, low_at, value.low * scale);
  put_split(to + 4u, low_at, value.high * scale);
}

// The high half is cut off by its bits, all that f16 keeps: were it rounded by conversion, a compiler might take the way to
// f16 and back for nothing and make the low half 0 (seen on an NVIDIA H200, driver 580.159.04: errors of 2e-4).
fn put_split(to: u32, low_at: u32, value: vec4f) {
  let high = bitcast<vec4f>(bitcast<vec4<u32>>(value) & vec4<u32>(0xffffe000u));
  put(to, vec4<f16>(high));
  put(low_at + to, vec4<f16>(value - high));
}

fn put(to: u32, value: vec4<f16>) {
  halves[to] = value.x;
  halves[to + 1u] = value.y;
  halves[to + 2u] = value.z;
  halves[to + 3u] = value.w;
}

fn put_weight(group: u32, row: u32, k: u32, i: u32, weights_at: u32) {
  let scale = output_powers[row];
  let value = weight_of(group, row, k + i);
  let to = weights_at + row * (depth + spare) + i;
  put(to, vec4<f16>(value.low * scale));
  put(to + 4u, vec4<f16>(value.high * scale));
}
