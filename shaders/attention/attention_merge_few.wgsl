// attn of a few tokens, each as attention_merge.wgsl merges one's.
// Shapes: parts [tokens, heads, splits, head_vectors + 1] -> attn [tokens, heads, head_dim].
// needs: token_parts, merge_teams
struct Params {
  head_dim: u32,
  heads: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> parts: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> attn: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32; // at least head_vectors
override head_vectors: u32; // vec4s per head
override teams = group_size / head_vectors;
const query_heads = 1u;

@compute @workgroup_size(group_size)
fn attention_merge_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  token = group.y;
  let splits = splits_of(batch.start + token + 1u);
  let first = (parts_before(params.heads) + group.x * splits) * (head_vectors + 1u);
  let lane = local % head_vectors;
  let team = local / head_vectors;
  if (team < teams) {
    var own = Merged(-3.4e38f, 0f, vec4f());
    for (var split = team; split < splits; split += teams) {
      let part = first + split * (head_vectors + 1u);
      let tail = parts[part + head_vectors];
      let sum = parts[part + lane];
      let top = max(own.top, tail.x);
      let rescale = exp(own.top - top);
      let share = exp(tail.x - top);
      own = Merged(top, own.total * rescale + tail.y * share, own.sum * rescale + sum * share);
    }
    write_share(0u, team, lane, own);
  }
  workgroupBarrier();
  if (team == 0u) {
    let merged = merge(0u, lane);
    for (var n = 0u; n < min(4u, params.head_dim - lane * 4u); n += 1u) {
      attn[(token * params.heads + group.x) * params.head_dim + lane * 4u + n] = merged.sum[n] / merged.total;
    }
  }
}
