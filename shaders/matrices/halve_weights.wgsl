enable subgroups;
// Rows of weights of 16 bits or of Q4 as halves, from `first_row` of the destination on. A half holds a weight exactly when its row is
// scaled: f16 goes 28 powers of two down from there before it loses any of bf16's 8 bits or of the 11 that a code of Q4 times
// its scale has. A subgroup of 32 a row. Reading and writing 12.6 MB takes far less than the products of a batch do.
// Shapes: weight [rows, inputs] -> halves [rows, pitch] and scales [rows], from `first_row` on.
// needs: weight_eight, halves
struct Params {
  rows: u32,
  first_row: u32,
}

@group(0) @binding(0) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> halves: array<vec4<f16>>;
@group(0) @binding(2) var<storage, read_write> scales: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;

const lanes = 32u;

@compute @workgroup_size(group_size)
fn halve_weights(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x * (group_size / lanes) + local / lanes;
  let lane = local % lanes;
  // Subgroups beyond the last row look at it again and keep it to themselves.
  let first = min(row, params.rows - 1u) * inputs;
  var power = 1f;
  if (weight_type != WEIGHT_F16) {
    var largest = 0f;
    for (var i = lane * 8u; i < inputs; i += lanes * 8u) {
      largest = max(largest, largest_in(weight_eight(first + i, inputs - i)));
    }
    power = power_for(subgroupMax(largest));
  }
  if (row >= params.rows) {
    return;
  }
  for (var i = lane * 8u; i < pitch; i += lanes * 8u) {
    var value = Eight();
    if (i < inputs) {
      value = weight_eight(first + i, inputs - i);
    }
    let to = halves_place(params.first_row + row, i) / 4u;
    halves[to] = vec4<f16>(value.low * power);
    halves[to + 1u] = vec4<f16>(value.high * power);
  }
  if (lane == 0u) {
    scales[params.first_row + row] = inverse(power);
  }
}
