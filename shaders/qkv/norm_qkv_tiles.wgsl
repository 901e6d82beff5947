// q, k and v of many tokens: y = W (x * gain) * rsqrt(mean(x^2) + eps), with the scale applied to the finished sums. The rows of q, k and v
// are numbered consecutively, so a tile may have some of each.
// Shapes: x [tokens, inputs], gain [inputs], weight [q_rows + 2 * kv_rows, inputs] packed -> q [tokens, q_rows], k and v [tokens, kv_rows].
// needs: gain_eight, tiles
struct Params {
  q_rows: u32,
  kv_rows: u32,
  k_first: u32, // elements before k in the pack
  v_first: u32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> q: array<f32>;
@group(0) @binding(5) var<storage, read_write> k: array<f32>;
@group(0) @binding(6) var<storage, read_write> v: array<f32>;
@group(0) @binding(7) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
const normed = true;

@compute @workgroup_size(group_size)
fn norm_qkv_tiles(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  run_tile(group.xy, local);
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

fn weight_first(group: u32, row_of_tile: u32) -> u32 {
  let row = group * 8u * across + row_of_tile;
  if (row < params.q_rows) {
    return row * inputs;
  }
  let key = row - params.q_rows;
  if (key < params.kv_rows) {
    return params.k_first + key * inputs;
  }
  // Rows beyond the last repeat it and are not written.
  return params.v_first + min(key - params.kv_rows, params.kv_rows - 1u) * inputs;
}

fn store(token: u32, group: u32, place: u32, low: f32, high: f32) {
  store_one(token, group * 8u * across + place, low);
  store_one(token, group * 8u * across + place + 4u * across, high);
}

fn store_one(token: u32, row: u32, value: f32) {
  if (row < params.q_rows) {
    q[token * params.q_rows + row] = /*@projection*/ value /*@*/;
  } else if (row < params.q_rows + params.kv_rows) {
    k[token * params.kv_rows + row - params.q_rows] = /*@projection*/ value /*@*/;
  } else if (row < params.q_rows + 2u * params.kv_rows) {
    v[token * params.kv_rows + row - params.q_rows - params.kv_rows] = /*@projection*/ value /*@*/;
  }
}
