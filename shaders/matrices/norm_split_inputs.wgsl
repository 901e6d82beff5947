// Splits many tokens times the gains of their norm, as split_inputs.wgsl does. The norm's scale and the power of two are applied to the
// finished sums.
// Shapes: x [tokens, inputs], gain [inputs] -> rows_f16, high and low parts of x * gain, [2, tokens, pitch]; scales [tokens], the norm's
// included.
// needs: gain_eight, split_row
struct Params {
  low_first: u32, // vec4s before the low parts
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> rows_f16: array<vec4<f16>>;
@group(0) @binding(4) var<storage, read_write> scales: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override whole_eights: u32;
const normed = true;

@compute @workgroup_size(group_size)
fn norm_split_inputs(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  split_row(group.x, local);
}

fn input_four(index: u32) -> vec4f {
  return x[index];
}

fn gained(value: Eight, eight: u32) -> Eight {
  let gains = gain_eight(eight);
  return Eight(value.low /*@gain*/ * gains.low /*@*/, value.high /*@gain*/ * gains.high /*@*/);
}

fn norm_scale(mean_square: f32) -> f32 {
  return inverseSqrt(mean_square /*@eps*/ + params.eps /*@*/);
}
