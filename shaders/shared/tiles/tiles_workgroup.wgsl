// A tile (tile_kernel.wgsl) through workgroup memory: each step loads `depth` inputs of all its rows, as vec4s along the inputs. `slices`
// invocations share a place of the tile and divide a step's inputs among them, so that a small tile keeps many invocations busy; their sums
// are added at the end. group_size is across * down * slices, and a multiple of 8 * down: group_size / (8 * down) invocations load a row.
// needs: tile_kernel
override slices: u32;
override depth: u32; // a multiple of 8
// Whether rows are whole steps.
override whole_steps = inputs % depth == 0u;

// Vec8s of inputs, and of weights, that an invocation loads per step.
const max_loads = 4u;

// Rows are a vec4 longer than needed to avoid bank conflicts.
var<workgroup> tile: array<vec4f, max(8u * (across + down) * (depth / 4u + 1u), 8u * across * down)>;
var<workgroup> row_squares: array<f32, group_size>;

// A column of eight tokens, with four outputs in each half.
struct Sums {
  low: array<vec4f, 8>,
  high: array<vec4f, 8>,
}

fn run_tile(group: vec2<u32>, local: u32) {
  let place = local % (across * down);
  let slice = local / (across * down);
  let row = place / across;
  let column = place % across;
  var sums: Sums;
  let squares = sum_products(group, local, slice, row, column, &sums);
  add_slices(slice, place, &sums);
  if (normed) {
    workgroupBarrier();
    row_squares[local] = squares;
    workgroupBarrier();
  }
  if (slice != 0u) {
    return;
  }
  store_row(group, row, column, sums.low[0], sums.high[0]);
  store_row(group, row + down, column, sums.low[1], sums.high[1]);
  store_row(group, row + 2u * down, column, sums.low[2], sums.high[2]);
  store_row(group, row + 3u * down, column, sums.low[3], sums.high[3]);
  store_row(group, row + 4u * down, column, sums.low[4], sums.high[4]);
  store_row(group, row + 5u * down, column, sums.low[5], sums.high[5]);
  store_row(group, row + 6u * down, column, sums.low[6], sums.high[6]);
  store_row(group, row + 7u * down, column, sums.low[7], sums.high[7]);
}

// The sums of this invocation's slice. Returns its share of the sum of squares of the row that it loads.
fn sum_products(
  group: vec2<u32>,
  local: u32,
  slice: u32,
  row: u32,
  column: u32,
  sums: ptr<function, Sums>,
) -> f32 {
  let loaders = group_size / (8u * down); // invocations that load a row
  let own_row = local / loaders;
  // Rows beyond the last token repeat it and are not written.
  let first_input = min(group.y * 8u * down + own_row, batch.tokens - 1u) * inputs;
  let pitch = depth / 4u + 1u;
  let first_weight = 8u * down * pitch;
  var squares = 0f;
  var next_inputs: array<Vec8, max_loads>;
  var next_weights: array<Vec8, max_loads>;
  // The next step's loads are in flight while this one is summed.
  for (var k = 0u; k < inputs + depth; k += depth) {
    if (k > 0u) {
      workgroupBarrier();
      for (var n = 0u; n * loaders < depth / 8u; n += 1u) {
        let vec8 = local % loaders + n * loaders;
        if (vec8 < depth / 8u) {
          var value = next_inputs[n];
          if (normed) {
            squares += dot(value.low, value.low) + dot(value.high, value.high);
            value = gained(value, (k - depth) / 8u + vec8);
          }
          tile[own_row * pitch + vec8 * 2u] = value.low;
          tile[own_row * pitch + vec8 * 2u + 1u] = value.high;
        }
      }
      for (var n = 0u; n * group_size < across * depth; n += 1u) {
        let at = local + n * group_size;
        if (at < across * depth) {
          let to = first_weight + at / (depth / 8u) * pitch + at % (depth / 8u) * 2u;
          tile[to] = next_weights[n].low;
          tile[to + 1u] = next_weights[n].high;
        }
      }
      workgroupBarrier();
    }
    if (k < inputs) {
      for (var n = 0u; n * loaders < depth / 8u; n += 1u) {
        next_inputs[n] = input_vec8(first_input, k + (local % loaders + n * loaders) * 8u, whole_steps);
      }
      for (var n = 0u; n * group_size < across * depth; n += 1u) {
        let at = local + n * group_size;
        let i = k + at % (depth / 8u) * 8u;
        next_weights[n] = Vec8();
        if (whole_steps || i < inputs) {
          next_weights[n] = weight_vec8(weight_first(group.x, at / (depth / 8u)) + i, inputs - i);
        }
      }
    }
    if (k > 0u) {
      for (var four = slice; four < depth / 4u; four += slices) {
        multiply(row * pitch + four, first_weight + column * pitch + four, pitch, sums);
      }
    }
  }
  return squares;
}

// Multiplies four inputs of eight rows with the same inputs of eight rows of weights.
fn multiply(input_at: u32, weight_at: u32, pitch: u32, sums: ptr<function, Sums>) {
  let tokens = down * pitch;
  let outputs = across * pitch;
  let x0 = tile[input_at];
  let x1 = tile[input_at + tokens];
  let x2 = tile[input_at + 2u * tokens];
  let x3 = tile[input_at + 3u * tokens];
  let x4 = tile[input_at + 4u * tokens];
  let x5 = tile[input_at + 5u * tokens];
  let x6 = tile[input_at + 6u * tokens];
  let x7 = tile[input_at + 7u * tokens];
  let low = columns(weight_at, outputs);
  (*sums).low[0] = add_product((*sums).low[0], x0, low);
  (*sums).low[1] = add_product((*sums).low[1], x1, low);
  (*sums).low[2] = add_product((*sums).low[2], x2, low);
  (*sums).low[3] = add_product((*sums).low[3], x3, low);
  (*sums).low[4] = add_product((*sums).low[4], x4, low);
  (*sums).low[5] = add_product((*sums).low[5], x5, low);
  (*sums).low[6] = add_product((*sums).low[6], x6, low);
  (*sums).low[7] = add_product((*sums).low[7], x7, low);
  let high = columns(weight_at + 4u * outputs, outputs);
  (*sums).high[0] = add_product((*sums).high[0], x0, high);
  (*sums).high[1] = add_product((*sums).high[1], x1, high);
  (*sums).high[2] = add_product((*sums).high[2], x2, high);
  (*sums).high[3] = add_product((*sums).high[3], x3, high);
  (*sums).high[4] = add_product((*sums).high[4], x4, high);
  (*sums).high[5] = add_product((*sums).high[5], x5, high);
  (*sums).high[6] = add_product((*sums).high[6], x6, high);
  (*sums).high[7] = add_product((*sums).high[7], x7, high);
}

// Four values of four rows of the tile, as a matrix with a column per input.
fn columns(first: u32, pitch: u32) -> mat4x4f {
  return transpose(mat4x4f(tile[first], tile[first + pitch], tile[first + 2u * pitch], tile[first + 3u * pitch]));
}

fn add_product(sum: vec4f, x: vec4f, w: mat4x4f) -> vec4f {
  return /*@accumulator*/ sum /*@*/ + x.x * w[0] + x.y * w[1] + x.z * w[2] + x.w * w[3];
}

// Adds the other slices' sums to the first slice's, through workgroup memory, one slice and one half at a time.
fn add_slices(slice: u32, place: u32, sums: ptr<function, Sums>) {
  for (var other = 1u; other < slices; other += 1u) {
    workgroupBarrier();
    if (slice == other) {
      write_half(place, (*sums).low);
    }
    workgroupBarrier();
    if (slice == 0u) {
      (*sums).low = add_half(place, (*sums).low);
    }
    workgroupBarrier();
    if (slice == other) {
      write_half(place, (*sums).high);
    }
    workgroupBarrier();
    if (slice == 0u) {
      (*sums).high = add_half(place, (*sums).high);
    }
  }
}

fn write_half(place: u32, half: array<vec4f, 8>) {
  let pitch = across * down;
  tile[place] = half[0];
  tile[place + pitch] = half[1];
  tile[place + 2u * pitch] = half[2];
  tile[place + 3u * pitch] = half[3];
  tile[place + 4u * pitch] = half[4];
  tile[place + 5u * pitch] = half[5];
  tile[place + 6u * pitch] = half[6];
  tile[place + 7u * pitch] = half[7];
}

fn add_half(place: u32, half: array<vec4f, 8>) -> array<vec4f, 8> {
  let pitch = across * down;
  return array<vec4f, 8>(
    half[0] + tile[place],
    half[1] + tile[place + pitch],
    half[2] + tile[place + 2u * pitch],
    half[3] + tile[place + 3u * pitch],
    half[4] + tile[place + 4u * pitch],
    half[5] + tile[place + 5u * pitch],
    half[6] + tile[place + 6u * pitch],
    half[7] + tile[place + 7u * pitch],
  );
}

fn store_row(group: vec2<u32>, row: u32, column: u32, low: vec4f, high: vec4f) {
  let token = group.y * 8u * down + row;
  if (token >= batch.tokens) {
    return;
  }
  var scale = 1f;
  if (normed) {
    let loaders = group_size / (8u * down);
    var squares = row_squares[row * loaders];
    for (var n = 1u; n < loaders; n += 1u) {
      squares += row_squares[row * loaders + n];
    }
    scale = norm_scale(squares / f32(inputs));
  }
  store(token, group.x, column, low.x * scale, high.x * scale);
  store(token, group.x, column + across, low.y * scale, high.y * scale);
  store(token, group.x, column + 2u * across, low.z * scale, high.z * scale);
  store(token, group.x, column + 3u * across, low.w * scale, high.w * scale);
}
