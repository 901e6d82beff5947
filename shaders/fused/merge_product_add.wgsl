// sum = x + W attn of one token, with attn put together first, by every workgroup anew, from the parts that attention_split.wgsl
// or attention_lanes.wgsl left of the splits of a short context: a dispatch less than merging apart. head_dim is a multiple of 8.
// common: team, team_row, splits, weight, blocks, eight, weight_eight
@group(0) @binding(0) var<storage, read> parts: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override outputs: u32;
override head_vectors: u32; // vec4s a head
override rows_each: u32; // rows a team, at most 4

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
    residuals[r] = x[min(row + r, outputs - 1u)];
  }
  for (var i = local; i < inputs / 4u; i += group_size) {
    attn[i] = merged(i);
  }
  workgroupBarrier();

  // One loop over the eights of all rows, which a compiler unrolls with all loads ahead, as it does not two (Qwen3-4B on an NVIDIA
  // H200: 11.4 us a layer, and 14.1). Rows beyond the last repeat it, and are not stored.
  var products: vec4f;
  for (var n = 0u; n < rows_each * team_steps; n += 1u) {
    let eight = lane + n % team_steps * team;
    if (!beyond_row(eight)) {
      let first = min(row + n / team_steps, outputs - 1u) * inputs + eight * 8u;
      let attended = Eight(attn[eight * 2u], attn[eight * 2u + 1u]);
      products[n / team_steps] += product_eight(attended, first, inputs - eight * 8u);
    }
  }
  if (rows_each == 1u) {
    products.x = team_sum(local, products.x);
  } else {
    products = team_sums(local, products);
  }
  for (var r = 0u; r < rows_each; r += 1u) {
    if (lane == 0u && row + r < outputs) {
      sum[row + r] = residuals[r] + products[r];
    }
  }
}
