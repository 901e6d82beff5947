// attn of one token from the parts that attention_split.wgsl left of each split. A workgroup a head.
// common: batch, splits
struct Params {
  head_dim: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> parts: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> attn: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;
override head_vectors: u32;

@compute @workgroup_size(group_size)
fn attention_merge(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let splits = splits_of(batch.start + 1u);
  let part_vectors = head_vectors + 1u;
  let first = group.x * splits * part_vectors;
  var largest = parts[first + head_vectors].x;
  for (var split = 1u; split < splits; split += 1u) {
    largest = max(largest, parts[first + split * part_vectors + head_vectors].x);
  }
  for (var vector = local; vector < head_vectors; vector += group_size) {
    var total = 0f;
    var sum = vec4f();
    for (var split = 0u; split < splits; split += 1u) {
      let part = first + split * part_vectors;
      let share = exp(parts[part + head_vectors].x - largest);
      total += share * parts[part + head_vectors].y;
      sum += share * parts[part + vector];
    }
    for (var n = 0u; n < min(4u, params.head_dim - vector * 4u); n += 1u) {
      attn[group.x * params.head_dim + vector * 4u + n] = sum[n] / total;
    }
  }
}
