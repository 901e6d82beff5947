// sum = x + W attn of one token. Every workgroup first merges attn from the parts that attention_split.wgsl or attention_lanes.wgsl wrote
// for the splits of a short context, which saves the dispatch of attention_merge.wgsl. head_dim is a multiple of 8.
// Shapes: parts [heads, min_splits, head_vectors + 1], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: splits, team_rows
@group(0) @binding(0) var<storage, read> parts: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override outputs: u32;
override head_vectors: u32; // vec4s per head

var<workgroup> attn: array<vec4f, inputs / 4u>;

// Vec4 `index` of attn.
fn merged(index: u32) -> vec4f {
  let first = index / head_vectors * min_splits * (head_vectors + 1u);
  var top = parts[first + head_vectors].x;
  for (var split = 1u; split < min_splits; split += 1u) {
    top = max(top, parts[first + split * (head_vectors + 1u) + head_vectors].x);
  }
  var values = vec4f();
  var total = 0f;
  for (var split = 0u; split < min_splits; split += 1u) {
    let part = first + split * (head_vectors + 1u);
    let share = exp(parts[part + head_vectors].x - top);
    total += share * parts[part + head_vectors].y;
    values += share * parts[part + index % head_vectors];
  }
  return values / total;
}

fn input_four(index: u32) -> vec4f {
  return attn[index];
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

  let first = min(rows_from(row), vec4<u32>(outputs - 1u)) * inputs;
  var products = vec4f();
  for (var n = 0u; n < team_steps; n += 1u) {
    let chunk = in_row(lane + n * team);
    products += masked(products_of(input_chunk(chunk), first, chunk, weight_type), lane + n * team);
  }
  if (rows_each == 1u) {
    products.x = team_sum(local, products.x);
  } else {
    products = team_sums(local, products);
  }
  for (var r = 0u; r < rows_each; r += 1u) {
    if (lane == 0u && row + r < outputs) {
      sum[row + r] = /*@residual*/ residuals[r] + /*@*/ products[r];
    }
  }
}
