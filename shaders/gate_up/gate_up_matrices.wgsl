// act = silu(gate) * up of many tokens by subgroup matrices, from the f16 rows that norm_split_inputs.wgsl and halve_weights.wgsl wrote. The
// first half of a tile's weights are rows of gate, the second half the same rows of up.
// Shapes: f16 rows of x and of the weights of gate and up -> act [tokens, outputs].
// needs: silu, matrices
struct Params {
  outputs: u32,
  up_row: u32, // the first row of up in weights_f16
  low_first: u32, // f16 values before the low parts of the inputs
  low_weights_first: u32, // and of the weights
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> inputs_f16: array<f16>;
@group(0) @binding(2) var<storage, read> inputs_scales: array<f32>;
@group(0) @binding(3) var<storage, read> weights_f16: array<f16>;
@group(0) @binding(4) var<storage, read> weights_scales: array<f32>;
@group(0) @binding(5) var<storage, read_write> act: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn gate_up_matrices(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
}

fn low_row(group: u32) -> u32 {
  return group * 32u;
}

fn high_row(group: u32) -> u32 {
  return params.up_row + group * 32u;
}

fn store(token: u32, group: u32, place: u32, gate: f32, up: f32) {
  let output = low_row(group) + place;
  if (/*@bounds_check*/ output /*@*/ < params.outputs) {
    act[token * params.outputs + output] = /*@swiglu*/ silu(gate) * up /*@*/;
  }
}
