// x += W attn of one token, with attn put together on the way from the parts that attention_split.wgsl left of the
// fewest splits, those of a short context: one dispatch less than merging first. head_dim is a multiple of 8.
// common: team, splits, weight, eight, weight_eight
struct Params {
  outputs: u32,
}

@group(0) @binding(0) var<storage, read> parts: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read_write> x: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override head_vectors: u32; // vec4s a head

var<workgroup> shares: array<f32, inputs / (head_vectors * 4u) * fewest_splits>;

@compute @workgroup_size(group_size)
fn merge_product_add(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let splits = fewest_splits;
  let part_vectors = head_vectors + 1u;
  for (var head = local; head < inputs / (head_vectors * 4u); head += group_size) {
    var largest = parts[head * splits * part_vectors + head_vectors].x;
    for (var split = 1u; split < splits; split += 1u) {
      largest = max(largest, parts[(head * splits + split) * part_vectors + head_vectors].x);
    }
    var total = 0f;
    for (var split = 0u; split < splits; split += 1u) {
      let tail = parts[(head * splits + split) * part_vectors + head_vectors];
      total += tail.y * exp(tail.x - largest);
    }
    for (var split = 0u; split < splits; split += 1u) {
      let tail = parts[(head * splits + split) * part_vectors + head_vectors];
      shares[head * splits + split] = exp(tail.x - largest) / total;
    }
  }
  workgroupBarrier();

  let lane = local % team;
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and keep it to themselves.
  let first = min(output, params.outputs - 1u) * inputs;
  var sum = 0f;
  for (var eight = lane; eight * 8u < inputs; eight += team) {
    let head = eight * 2u / head_vectors;
    let vector = eight * 2u % head_vectors;
    var low = vec4f();
    var high = vec4f();
    for (var split = 0u; split < splits; split += 1u) {
      let at = (head * splits + split) * part_vectors + vector;
      low += shares[head * splits + split] * parts[at];
      high += shares[head * splits + split] * parts[at + 1u];
    }
    let weights = weight_eight(first + eight * 8u, inputs - eight * 8u);
    sum += dot(low, weights.low) + dot(high, weights.high);
  }
  sum = team_sum(local, vec4f(sum, 0f, 0f, 0f)).x;
  if (lane == 0u && output < params.outputs) {
    x[output] += sum;
  }
}
