// What one token attends to: q . k / sqrt(head_dim) of every query head with every position so far. A workgroup takes a (query head, `split`
// positions), a team a position. q is as projected. Keys come from the cache. The softmax is the caller's, in float64.
// Shapes: q [query heads, head_dim], gains [head_dim], keys [positions, cache_heads, stride] -> scores [query heads, positions].
// needs: turned_query, cache_four
struct Params {
  first_head: u32, // query heads before those of this piece of the cache
  cache_heads: u32, // key heads in the piece
  query_group: u32, // query heads per key head
  stride: u32, // vec4s per head in the cache
  scale: f32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> gains: array<u32>;
@group(0) @binding(3) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(4) var<storage, read> keys: array<CacheFour>;
@group(0) @binding(5) var<storage, read_write> scores: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32;
override head_dim: u32;
override split: u32;

@compute @workgroup_size(group_size)
fn attention_scores(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  turn_query(params.first_head + group.x, local, params.eps);
  let lane = local % team;
  let positions = batch.start + 1u;
  let first = group.y * split;
  let end = min(positions, first + split);
  for (var begun = first; begun < end; begun += group_size / team) {
    let position = begun + local / team;
    // Beyond the end the last position is read again and not written.
    let slot = (min(position, end - 1u) * params.cache_heads + group.x / params.query_group) * params.stride;
    var score = 0f;
    for (var i = lane; i < params.stride; i += team) {
      score += dot(query_four(i * 4u), widened(keys[slot + i]));
    }
    score = team_sum(local, score);
    if (lane == 0u && position < end) {
      scores[(params.first_head + group.x) * positions + position] = score * params.scale;
    }
  }
}
