// q, k and v of many tokens by subgroup matrices, from the f16 rows that norm_split_inputs.wgsl and halve_weights.wgsl wrote. The rows of q,
// k and v are numbered consecutively, so a tile may have some of each.
// Shapes: f16 rows of x and of the weights of q, k and v -> q [tokens, q_rows], k and v [tokens, kv_rows].
// needs: matrices
struct Params {
  q_rows: u32,
  kv_rows: u32,
  low_first: u32, // f16 values before the low parts of the inputs
  low_weights_first: u32, // and of the weights
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> inputs_f16: array<f16>;
@group(0) @binding(2) var<storage, read> inputs_scales: array<f32>;
@group(0) @binding(3) var<storage, read> weights_f16: array<f16>;
@group(0) @binding(4) var<storage, read> weights_scales: array<f32>;
@group(0) @binding(5) var<storage, read_write> q: array<f32>;
@group(0) @binding(6) var<storage, read_write> k: array<f32>;
@group(0) @binding(7) var<storage, read_write> v: array<f32>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn qkv_matrices(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
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

fn store_one(token: u32, row: u32, value: f32) {
  if (row < params.q_rows) {
    q[token * params.q_rows + row] = /*@projection*/ value /*@*/;
  } else if (row < params.q_rows + params.kv_rows) {
    k[token * params.kv_rows + row - params.q_rows] = /*@projection*/ value /*@*/;
  } else if (row < params.q_rows + 2u * params.kv_rows) {
    v[token * params.kv_rows + row - params.q_rows - params.kv_rows] = /*@projection*/ value /*@*/;
  }
}
