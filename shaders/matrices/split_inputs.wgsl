// Splits many tokens into f16, for the subgroup matrices of the next product.
// Shapes: y [tokens, inputs] -> rows_f16, high and low parts, [2, tokens, pitch]; scales [tokens].
// needs: split_row
struct Params {
  low_first: u32, // vec4s before the low parts
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> y: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> rows_f16: array<vec4<f16>>;
@group(0) @binding(3) var<storage, read_write> scales: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override whole_eights: u32;
const normed = false;

@compute @workgroup_size(group_size)
fn split_inputs(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  split_row(group.x, local);
}

fn input_four(index: u32) -> vec4f {
  return y[index];
}

fn gained(value: Eight, eight: u32) -> Eight {
  return value;
}

fn norm_scale(mean_square: f32) -> f32 {
  return 1f;
}
