// sum = x + W y of many tokens by subgroup matrices, from the f16 rows that split_inputs.wgsl and halve_weights.wgsl wrote.
// Shapes: f16 rows of y and of W, x [tokens, outputs] -> sum [tokens, outputs].
// needs: matrices
struct Params {
  outputs: u32,
  low_first: u32, // f16 values before the low parts of the inputs
  low_weights_first: u32, // and of the weights
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> inputs_f16: array<f16>;
@group(0) @binding(2) var<storage, read> inputs_scales: array<f32>;
@group(0) @binding(3) var<storage, read> weights_f16: array<f16>;
@group(0) @binding(4) var<storage, read> weights_scales: array<f32>;
@group(0) @binding(5) var<storage, read> x: array<f32>;
@group(0) @binding(6) var<storage, read_write> sum: array<f32>;
@group(0) @binding(7) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn product_add_matrices(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
}

fn low_row(group: u32) -> u32 {
  return group * 64u;
}

fn high_row(group: u32) -> u32 {
  return group * 64u + 32u;
}

fn store(token: u32, group: u32, place: u32, low: f32, high: f32) {
  store_one(token, low_row(group) + place, low);
  store_one(token, high_row(group) + place, high);
}

fn store_one(token: u32, output: u32, value: f32) {
  if (output < params.outputs) {
    let at = token * params.outputs + output;
    sum[at] = /*@residual*/ x[at] + /*@*/ value;
  }
}
