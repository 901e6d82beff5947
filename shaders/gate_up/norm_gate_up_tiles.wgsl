// act = silu(gate) * up of many tokens, with gate and up = W (x * gain) * rsqrt(mean(x^2) + eps). The first half of a tile's weights are rows
// of gate, the second half the same rows of up, so an invocation has both for each of its outputs.
// Shapes: x [tokens, inputs], gain [inputs], weight (gate, up) [2 * outputs, inputs] packed -> act [tokens, outputs].
// needs: gain_eight, silu, tiles
struct Params {
  outputs: u32,
  up_first: u32, // elements before up in the pack
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> act: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
const normed = true;

@compute @workgroup_size(group_size)
fn norm_gate_up_tiles(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
}

fn input_four(index: u32) -> vec4f {
  return x[index];
}

fn gained(value: Eight, eight: u32) -> Eight {
  let gains = gain_eight(eight);
  return Eight(value.low * gains.low, value.high * gains.high);
}

fn norm_scale(mean_square: f32) -> f32 {
  return inverseSqrt(mean_square + params.eps);
}

fn weight_first(group: u32, row_of_tile: u32) -> u32 {
  let half = 4u * across;
  // Rows beyond the last repeat it and are not written.
  let row = min(group * half + row_of_tile % half, params.outputs - 1u);
  return select(0u, params.up_first, row_of_tile >= half) + row * inputs;
}

fn store(token: u32, group: u32, place: u32, gate: f32, up: f32) {
  let output = group * 4u * across + place;
  if (/*@bounds_check*/ output /*@*/ < params.outputs) {
    act[token * params.outputs + output] = /*@swiglu*/ silu(gate) * up /*@*/;
  }
}
