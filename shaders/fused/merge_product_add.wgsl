// sum = x + W attn of one token, with attn put together first, by every workgroup anew, from the parts that attention_split.wgsl
// or attention_lanes.wgsl left of the splits of a short context: a dispatch less than merging apart. The first weights
// and the residual are fetched before the merge is waited for. head_dim is a multiple of 8.
// common: team, team_row, splits, weight, blocks, eight, weight_eight
struct Params {
  outputs: u32,
}

@group(0) @binding(0) var<storage, read> parts: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override head_vectors: u32; // vec4s a head
override rows_each: u32; // rows a team, at most 4

const most_ahead = 8u;

var<workgroup> attn: array<vec4f, inputs / 4u>;

// Vec4 `index` of attn.
fn merged(index: u32) -> vec4f {
  let first = index / head_vectors * fewest_splits * (head_vectors + 1u);
  var top = parts[first + head_vectors].x;
  for (var split = 1u; split < fewest_splits; split += 1u) {
    top = max(top, parts[first + split * (head_vectors + 1u) + head_vectors].x);
  }
  var values = vec4f();
  var total = 0f;
  for (var split = 0u; split < fewest_splits; split += 1u) {
    let part = first + split * (head_vectors + 1u);
    let share = exp(parts[part + head_vectors].x - top);
    total += share * parts[part + head_vectors].y;
    values += share * parts[part + index % head_vectors];
  }
  return values / total;
}

@compute @workgroup_size(group_size)
fn merge_product_add(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % team;
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  var residuals: vec4f;
  for (var r = 0u; r < rows_each; r += 1u) {
    residuals[r] = x[min(row + r, params.outputs - 1u)];
  }
  // Of the team's eights, row by row.
  var ahead: array<Eight, most_ahead>;
  for (var n = 0u; n < min(most_ahead, rows_each * team_steps); n += 1u) {
    ahead[n] = weights_of(row, lane, n);
  }
  for (var i = local; i < inputs / 4u; i += group_size) {
    attn[i] = merged(i);
  }
  workgroupBarrier();

  var products: vec4f;
  for (var n = 0u; n < min(most_ahead, rows_each * team_steps); n += 1u) {
    products[n / team_steps] += product(lane, n, ahead[n]);
  }
  for (var n = most_ahead; n < rows_each * team_steps; n += 1u) {
    products[n / team_steps] += product(lane, n, weights_of(row, lane, n));
  }
  products = team_sum(local, products);
  for (var r = 0u; r < rows_each; r += 1u) {
    if (lane == 0u && row + r < params.outputs) {
      sum[row + r] = residuals[r] + products[r];
    }
  }
}

// The n-th eight that a lane has of its team's rows, one row after the other.
fn weights_of(row: u32, lane: u32, n: u32) -> Eight {
  let eight = lane + n % team_steps * team;
  if (beyond_row(eight)) {
    return Eight();
  }
  // Rows beyond the last repeat it, and are not stored.
  let first = min(row + n / team_steps, params.outputs - 1u) * inputs;
  return weight_eight(first + eight * 8u, inputs - eight * 8u);
}

fn product(lane: u32, n: u32, weights: Eight) -> f32 {
  let eight = lane + n % team_steps * team;
  if (beyond_row(eight)) {
    return 0f;
  }
  return dot(attn[eight * 2u], weights.low) + dot(attn[eight * 2u + 1u], weights.high);
}
