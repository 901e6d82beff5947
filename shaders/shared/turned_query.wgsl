// One query head of one token, normalised and rotated, in workgroup memory: where steps run as one kernel, none writes it so. Every
// invocation of the workgroup must call turn_query.
// needs: team, batch, weight
// expects: override group_size: u32
// expects: override head_dim: u32
// expects: var<storage, read> batch: Batch
// expects: var<storage, read> q: array<f32>
// expects: var<storage, read> gains: array<u32>
// expects: var<storage, read> rotations: array<vec2f>
var<workgroup> turned: array<f32, (head_dim + 3u) / 4u * 4u>;

fn turn_query(head: u32, local: u32, eps: f32) {
  let lane = local % team;
  let own = head * head_dim;
  // Every team computes the norm itself, so that team_sum is enough.
  var squares = 0f;
  for (var i = lane; i < head_dim; i += team) {
    squares += q[own + i] * q[own + i];
  }
  squares = team_sum(local, squares);
  let norm = inverseSqrt(squares / f32(head_dim) + eps);
  let half = head_dim / 2u;
  for (var pair = local; pair < half; pair += group_size) {
    let a = q[own + pair] * norm * gain_at(pair);
    let b = q[own + half + pair] * norm * gain_at(half + pair);
    let turn = rotations[batch.start * half + pair];
    turned[pair] = a * turn.x - b * turn.y;
    turned[half + pair] = b * turn.x + a * turn.y;
  }
  workgroupBarrier();
}

// Padding up to a whole vec4 is 0, here as in the cache.
fn query_four(first: u32) -> vec4f {
  return vec4f(turned[first], turned[first + 1u], turned[first + 2u], turned[first + 3u]);
}

fn gain_at(index: u32) -> f32 {
  return widen(gains[word_index(index)], index);
}
