enable f16;
enable chromium_experimental_subgroup_matrix;
// Offsets depend on the subgroup's number, which is uniform within the subgroup. The analysis cannot see that.
diagnostic(off, chromium.subgroup_matrix_uniformity);
// A tile of the products of many rows of inputs (tokens) with rows of weights (outputs), by subgroup matrices of f16 with sums in f32. Both
// are read straight from memory, where f16_rows.wgsl says how they lie. A workgroup computes 64 tokens by 64 outputs: 32 outputs of the
// tile's first half, and their 32 partners in its second half. Its `slices` subgroups of 32 invocations divide the inputs among them.
// Tiles four times as large left most of a GPU idle for matrices of 1,024 outputs.
//
// params.low_first is the number of f16 values before the low parts of the inputs. low_row(group) and high_row(group) are the rows of
// weights where the two halves of a tile's outputs begin. store(token, group, place, low, high) writes output `place` of either half.
// needs: batch
// expects: var<storage, read> batch: Batch
// expects: var<storage, read> inputs_f16: array<f16>
// expects: var<storage, read> inputs_scales: array<f32>
// expects: var<storage, read> weights_f16: array<f16>
// expects: var<storage, read> weights_scales: array<f32>
// expects: params.low_first: u32
// expects: params.low_weights_first: u32
// expects: fn low_row(group: u32) -> u32
// expects: fn high_row(group: u32) -> u32
// expects: fn store(token: u32, group: u32, place: u32, low: f32, high: f32)
override pitch: u32; // f16 values per row, padding included
override weight_parts: u32; // 1 or 2

const lanes = 32u;
const unit = 16u; // rows and columns of a matrix
const slices = 4u;

// Four result matrices of 16 tokens for every slice.
var<workgroup> results: array<f32, slices * 1024u>;

alias Left = subgroup_matrix_left<f16, 16, 16>;
alias Right = subgroup_matrix_right<f16, 16, 16>;
alias Sums = subgroup_matrix_result<f32, 16, 16>;

fn run_tile(group: vec2<u32>, local: u32) {
  let slice = local / lanes;
  let token = group.y * 4u * unit;
  var a0: Sums;
  var a1: Sums;
  var a2: Sums;
  var a3: Sums;
  var b0: Sums;
  var b1: Sums;
  var b2: Sums;
  var b3: Sums;
  var c0: Sums;
  var c1: Sums;
  var c2: Sums;
  var c3: Sums;
  var d0: Sums;
  var d1: Sums;
  var d2: Sums;
  var d3: Sums;
  for (var k = slice * unit; k < pitch; k += slices * unit) {
    // The matrices of a row are consecutive.
    let low_weights = low_row(group.x) * pitch + k * unit;
    let high_weights = high_row(group.x) * pitch + k * unit;
    let w0 = subgroupMatrixLoad<Right, col_major>(&weights_f16, low_weights, unit);
    let w1 = subgroupMatrixLoad<Right, col_major>(&weights_f16, low_weights + unit * pitch, unit);
    let w2 = subgroupMatrixLoad<Right, col_major>(&weights_f16, high_weights, unit);
    let w3 = subgroupMatrixLoad<Right, col_major>(&weights_f16, high_weights + unit * pitch, unit);
    let high = token * pitch + k * unit;
    let low = params.low_first + high;
    let low_a = subgroupMatrixLoad<Left, row_major>(&inputs_f16, low, unit);
    let low_b = subgroupMatrixLoad<Left, row_major>(&inputs_f16, low + unit * pitch, unit);
    let low_c = subgroupMatrixLoad<Left, row_major>(&inputs_f16, low + 2u * unit * pitch, unit);
    let low_d = subgroupMatrixLoad<Left, row_major>(&inputs_f16, low + 3u * unit * pitch, unit);
    a0 = subgroupMatrixMultiplyAccumulate(low_a, w0, a0);
    a1 = subgroupMatrixMultiplyAccumulate(low_a, w1, a1);
    a2 = subgroupMatrixMultiplyAccumulate(low_a, w2, a2);
    a3 = subgroupMatrixMultiplyAccumulate(low_a, w3, a3);
    b0 = subgroupMatrixMultiplyAccumulate(low_b, w0, b0);
    b1 = subgroupMatrixMultiplyAccumulate(low_b, w1, b1);
    b2 = subgroupMatrixMultiplyAccumulate(low_b, w2, b2);
    b3 = subgroupMatrixMultiplyAccumulate(low_b, w3, b3);
    c0 = subgroupMatrixMultiplyAccumulate(low_c, w0, c0);
    c1 = subgroupMatrixMultiplyAccumulate(low_c, w1, c1);
    c2 = subgroupMatrixMultiplyAccumulate(low_c, w2, c2);
    c3 = subgroupMatrixMultiplyAccumulate(low_c, w3, c3);
    d0 = subgroupMatrixMultiplyAccumulate(low_d, w0, d0);
    d1 = subgroupMatrixMultiplyAccumulate(low_d, w1, d1);
    d2 = subgroupMatrixMultiplyAccumulate(low_d, w2, d2);
    d3 = subgroupMatrixMultiplyAccumulate(low_d, w3, d3);
    let high_a = subgroupMatrixLoad<Left, row_major>(&inputs_f16, high, unit);
    let high_b = subgroupMatrixLoad<Left, row_major>(&inputs_f16, high + unit * pitch, unit);
    let high_c = subgroupMatrixLoad<Left, row_major>(&inputs_f16, high + 2u * unit * pitch, unit);
    let high_d = subgroupMatrixLoad<Left, row_major>(&inputs_f16, high + 3u * unit * pitch, unit);
    if (weight_parts == 2u) {
      let first = params.low_weights_first;
      let v0 = subgroupMatrixLoad<Right, col_major>(&weights_f16, first + low_weights, unit);
      let v1 = subgroupMatrixLoad<Right, col_major>(&weights_f16, first + low_weights + unit * pitch, unit);
      let v2 = subgroupMatrixLoad<Right, col_major>(&weights_f16, first + high_weights, unit);
      let v3 = subgroupMatrixLoad<Right, col_major>(&weights_f16, first + high_weights + unit * pitch, unit);
      a0 = subgroupMatrixMultiplyAccumulate(high_a, v0, a0);
      a1 = subgroupMatrixMultiplyAccumulate(high_a, v1, a1);
      a2 = subgroupMatrixMultiplyAccumulate(high_a, v2, a2);
      a3 = subgroupMatrixMultiplyAccumulate(high_a, v3, a3);
      b0 = subgroupMatrixMultiplyAccumulate(high_b, v0, b0);
      b1 = subgroupMatrixMultiplyAccumulate(high_b, v1, b1);
      b2 = subgroupMatrixMultiplyAccumulate(high_b, v2, b2);
      b3 = subgroupMatrixMultiplyAccumulate(high_b, v3, b3);
      c0 = subgroupMatrixMultiplyAccumulate(high_c, v0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(high_c, v1, c1);
      c2 = subgroupMatrixMultiplyAccumulate(high_c, v2, c2);
      c3 = subgroupMatrixMultiplyAccumulate(high_c, v3, c3);
      d0 = subgroupMatrixMultiplyAccumulate(high_d, v0, d0);
      d1 = subgroupMatrixMultiplyAccumulate(high_d, v1, d1);
      d2 = subgroupMatrixMultiplyAccumulate(high_d, v2, d2);
      d3 = subgroupMatrixMultiplyAccumulate(high_d, v3, d3);
    }
    a0 = subgroupMatrixMultiplyAccumulate(high_a, w0, a0);
    a1 = subgroupMatrixMultiplyAccumulate(high_a, w1, a1);
    a2 = subgroupMatrixMultiplyAccumulate(high_a, w2, a2);
    a3 = subgroupMatrixMultiplyAccumulate(high_a, w3, a3);
    b0 = subgroupMatrixMultiplyAccumulate(high_b, w0, b0);
    b1 = subgroupMatrixMultiplyAccumulate(high_b, w1, b1);
    b2 = subgroupMatrixMultiplyAccumulate(high_b, w2, b2);
    b3 = subgroupMatrixMultiplyAccumulate(high_b, w3, b3);
    c0 = subgroupMatrixMultiplyAccumulate(high_c, w0, c0);
    c1 = subgroupMatrixMultiplyAccumulate(high_c, w1, c1);
    c2 = subgroupMatrixMultiplyAccumulate(high_c, w2, c2);
    c3 = subgroupMatrixMultiplyAccumulate(high_c, w3, c3);
    d0 = subgroupMatrixMultiplyAccumulate(high_d, w0, d0);
    d1 = subgroupMatrixMultiplyAccumulate(high_d, w1, d1);
    d2 = subgroupMatrixMultiplyAccumulate(high_d, w2, d2);
    d3 = subgroupMatrixMultiplyAccumulate(high_d, w3, d3);
  }

  let own = slice * 1024u;
  subgroupMatrixStore<row_major>(&results, own, a0, unit);
  subgroupMatrixStore<row_major>(&results, own + 256u, a1, unit);
  subgroupMatrixStore<row_major>(&results, own + 512u, a2, unit);
  subgroupMatrixStore<row_major>(&results, own + 768u, a3, unit);
  workgroupBarrier();
  store_rows(group.x, token, local);
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, own, b0, unit);
  subgroupMatrixStore<row_major>(&results, own + 256u, b1, unit);
  subgroupMatrixStore<row_major>(&results, own + 512u, b2, unit);
  subgroupMatrixStore<row_major>(&results, own + 768u, b3, unit);
  workgroupBarrier();
  store_rows(group.x, token + unit, local);
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, own, c0, unit);
  subgroupMatrixStore<row_major>(&results, own + 256u, c1, unit);
  subgroupMatrixStore<row_major>(&results, own + 512u, c2, unit);
  subgroupMatrixStore<row_major>(&results, own + 768u, c3, unit);
  workgroupBarrier();
  store_rows(group.x, token + 2u * unit, local);
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, own, d0, unit);
  subgroupMatrixStore<row_major>(&results, own + 256u, d1, unit);
  subgroupMatrixStore<row_major>(&results, own + 512u, d2, unit);
  subgroupMatrixStore<row_major>(&results, own + 768u, d3, unit);
  workgroupBarrier();
  store_rows(group.x, token + 3u * unit, local);
}

// Adds the slices' sums and stores 16 tokens by 32 pairs of outputs.
fn store_rows(group: u32, first_token: u32, local: u32) {
  for (var i = local; i < 32u * unit; i += slices * lanes) {
    let token = first_token + i / 32u;
    let place = i % 32u;
    if (token < batch.tokens) {
      var at = place / unit * 256u + i / 32u * unit + place % unit;
      var low = 0f;
      var high = 0f;
      for (var slice = 0u; slice < slices; slice += 1u) {
        low += results[at];
        high = /*@accumulator*/ high + results[at + 512u] /*@*/;
        at += 1024u;
      }
      let scale = inputs_scales[token];
      low *= scale * weights_scales[low_row(group) + place];
      high *= scale * weights_scales[high_row(group) + place];
      store(token, group, place, low, high);
    }
  }
}
