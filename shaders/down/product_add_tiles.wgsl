// sum = x + W y of many tokens: a projection and the residual that it is added to.
// Shapes: y [tokens, inputs], weight [outputs, inputs], x [tokens, outputs] -> sum [tokens, outputs].
// needs: tiles
struct Params {
  outputs: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> y: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> x: array<f32>;
@group(0) @binding(4) var<storage, read_write> sum: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
const normed = false;

@compute @workgroup_size(group_size)
fn product_add_tiles(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
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

fn weight_first(group: u32, row_of_tile: u32) -> u32 {
  // Rows beyond the last repeat it and are not written.
  return min(group * 8u * across + row_of_tile, params.outputs - 1u) * inputs;
}

fn store(token: u32, group: u32, place: u32, low: f32, high: f32) {
  store_one(token, group * 8u * across + place, low);
  store_one(token, group * 8u * across + place + 4u * across, high);
}

fn store_one(token: u32, output: u32, value: f32) {
  if (output < params.outputs) {
    let at = token * params.outputs + output;
    sum[at] = /*@residual*/ x[at] + /*@*/ value;
  }
}
