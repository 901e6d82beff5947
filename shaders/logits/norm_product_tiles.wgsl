// y = W (x * gain) * rsqrt(mean(x^2) + eps) of many tokens, for one piece of the rows of W: the logits, or q, k or v alone.
// Shapes: x [tokens, inputs], gain [inputs], weight [outputs of this piece, inputs] -> columns of y [tokens, width] from `first` on.
// needs: gain_vec8, tiles
struct Params {
  outputs: u32,
  first: u32, // the piece's first row
  width: u32, // of a row of y
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
const normed = true;

@compute @workgroup_size(group_size)
fn norm_product_tiles(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
}

fn input_four(index: u32) -> vec4f {
  return x[index];
}

fn gained(value: Vec8, vec8: u32) -> Vec8 {
  let gains = gain_vec8(vec8);
  return Vec8(value.low /*@gain*/ * gains.low /*@*/, value.high /*@gain*/ * gains.high /*@*/);
}

fn norm_scale(mean_square: f32) -> f32 {
  return inverseSqrt(mean_square /*@eps*/ + params.eps /*@*/);
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
    let row = params.first + output;
    y[token * params.width + row] = /*@projection*/ value /*@*/;
  }
}
