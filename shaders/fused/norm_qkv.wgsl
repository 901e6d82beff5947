// q, k and v of one token: y = W (x * gain) * rsqrt(mean(x^2) + eps). The scale is one number a token, so it is applied to
// the finished sums: a team reads x once for its rows, adds up x^2 on the way, and never waits for a norm.
// common: team, team_row, weight, blocks, eight, weight_eight, gain_eight
struct Params {
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> q: array<f32>;
@group(0) @binding(4) var<storage, read_write> k: array<f32>;
@group(0) @binding(5) var<storage, read_write> v: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override q_rows: u32;
override kv_rows: u32;
override k_first: u32; // elements before k in the pack
override v_first: u32;
override rows_each: u32; // rows a team, at most 3

fn row_first(row: u32) -> u32 {
  if (row < q_rows) {
    return row * inputs;
  }
  let key = row - q_rows;
  if (key < kv_rows) {
    return k_first + key * inputs;
  }
  // Teams beyond the last row compute it again and keep it to themselves.
  return v_first + min(key - kv_rows, kv_rows - 1u) * inputs;
}

@compute @workgroup_size(group_size)
fn norm_qkv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % team;
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  var sums = vec4f(); // .w: of x^2
  for (var n = 0u; n < team_steps; n += 1u) {
    let eight = lane + n * team;
    if (beyond_row(eight)) {
      break;
    }
    let left = inputs - eight * 8u;
    let xs = row_eight(x[eight * 2u], x[eight * 2u + 1u], left);
    let gains = gain_eight(eight);
    let gained = Eight(xs.low * gains.low, xs.high * gains.high);
    sums.w += dot_eight(xs, xs);
    for (var r = 0u; r < rows_each; r += 1u) {
      sums[r] += product_eight(gained, row_first(row + r) + eight * 8u, left);
    }
  }
  sums = team_sums(local, sums);
  if (lane != 0u) {
    return;
  }
  let scale = inverseSqrt(sums.w / f32(inputs) + params.eps);
  for (var r = 0u; r < rows_each; r += 1u) {
    store(row + r, sums[r] * scale);
  }
}

fn store(row: u32, value: f32) {
  if (row < q_rows) {
    q[row] = value;
  } else if (row < q_rows + kv_rows) {
    k[row - q_rows] = value;
  } else if (row < q_rows + 2u * kv_rows) {
    v[row - q_rows - kv_rows] = value;
  }
}
