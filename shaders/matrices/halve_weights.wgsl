enable subgroups;
// Copies rows of weights to f16, from row `first_row` of the destination on. In a 16-bit format or in Q4 f16 holds every weight exactly once
// its row is scaled: it reaches 28 powers of two down from there before it loses any of the 8 bits of bf16, or of the 11 that a Q4 code times
// its scale has. In other formats a weight has two parts, which together keep 22 bits. A subgroup of 32 copies a row. Copying 12.6 MB takes far
// less time than the products of a batch.
// Shapes: weight [rows, inputs] -> rows_f16 [weight_parts, rows, pitch] and scales [rows], from `first_row` on.
// needs: weight_vec8, f16_rows
struct Params {
  rows: u32,
  first_row: u32,
  low_first: u32, // vec4s before the low parts
}

@group(0) @binding(0) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> rows_f16: array<vec4<f16>>;
@group(0) @binding(2) var<storage, read_write> scales: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override weight_parts: u32; // 1 or 2

const lanes = 32u;

@compute @workgroup_size(group_size)
fn halve_weights(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x * (group_size / lanes) + local / lanes;
  let lane = local % lanes;
  // Subgroups beyond the last row read it again and write nothing.
  let first = min(row, params.rows - 1u) * inputs;
  var power = 1f;
  if (weight_type != WEIGHT_F16) {
    var largest = 0f;
    for (var i = lane * 8u; i < inputs; i += lanes * 8u) {
      largest = max(largest, largest_in(weight_vec8(first + i, inputs - i)));
    }
    power = power_for(subgroupMax(largest));
  }
  if (row >= params.rows) {
    return;
  }
  for (var i = lane * 8u; i < pitch; i += lanes * 8u) {
    var value = Vec8();
    if (i < inputs) {
      value = weight_vec8(first + i, inputs - i);
    }
    let to = f16_index(params.first_row + row, i) / 4u;
    if (weight_parts == 2u) {
      write_split(to, params.low_first, value.low * power);
      write_split(to + 1u, params.low_first, value.high * power);
    } else {
      rows_f16[to] = vec4<f16>(value.low * power);
      rows_f16[to + 1u] = vec4<f16>(value.high * power);
    }
  }
  if (lane == 0u) {
    scales[params.first_row + row] = inverse(power);
  }
}
