// sum = x + W attn of one token, with attn put together first, by every workgroup anew, from the parts that attention_split.wgsl
// or attention_lanes.wgsl left of the splits of a short context: a dispatch less than merging apart. The first weights
// and the residual are fetched before the merge is waited for. head_dim is a multiple of 8.
// common: team, splits, weight, blocks, eight, weight_eight
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
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and keep it to themselves.
  let row = min(output, params.outputs - 1u);
  let first = row * inputs;
  let residual = x[row];
  var ahead: array<Eight, 4>;
  for (var n = 0u; n < 4u; n += 1u) {
    let eight = lane + n * team;
    if (eight * 8u < inputs) {
      ahead[n] = weight_eight(first + eight * 8u, inputs - eight * 8u);
    }
  }
  for (var i = local; i < inputs / 4u; i += group_size) {
    attn[i] = merged(i);
  }
  workgroupBarrier();

  var product = 0f;
  for (var n = 0u; n < 4u; n += 1u) {
    let eight = lane + n * team;
    if (eight * 8u < inputs) {
      product += dot(attn[eight * 2u], ahead[n].low) + dot(attn[eight * 2u + 1u], ahead[n].high);
    }
  }
  for (var eight = lane + 4u * team; eight * 8u < inputs; eight += team) {
    let weights = weight_eight(first + eight * 8u, inputs - eight * 8u);
    product += dot(attn[eight * 2u], weights.low) + dot(attn[eight * 2u + 1u], weights.high);
  }
  product = team_sum(local, vec4f(product, 0f, 0f, 0f)).x;
  if (lane == 0u && output < params.outputs) {
    sum[output] = residual + product;
  }
}
