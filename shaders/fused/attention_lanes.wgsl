// Attention of one token, a workgroup a (key head, split of the positions), as attention_split.wgsl, for adapters whose
// subgroups hold a whole head: each of a team's lanes keeps one vec4 of every query head in registers, scores are summed
// between registers, and the softmax is taken online, so that nothing waits for a barrier until teams are merged.
// head_vectors is a power of two, at most the smallest subgroup.
// common: subgroups, batch, weight, splits, merge_teams
struct Params {
  kv_heads: u32,
  head_dim: u32,
  k_gain_first: u32, // elements before the K-norm's gains in the pack
  values_first: u32, // vec4s before the values in the cache
  scale: f32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<vec4f>;
@group(0) @binding(2) var<storage, read> k: array<vec4f>;
@group(0) @binding(3) var<storage, read> v: array<vec4f>;
@group(0) @binding(4) var<storage, read> gains: array<u32>;
@group(0) @binding(5) var<storage, read> rotations: array<vec4f>; // (cos, sin) of two pairs
@group(0) @binding(6) var<storage, read_write> cache: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> parts: array<vec4f>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;
override head_vectors: u32; // vec4s a head: lanes of a team
override query_group: u32; // query heads a key head, at most 8
override rotate: u32; // 1: q and k come as projected, and k and v are appended to the cache

const least = -3.4e38f;

// Positions a team has under way at a time.
const block = 4u;

fn lane_sum(value: vec4f) -> vec4f {
  var sum = value;
  for (var mask = head_vectors / 2u; mask > 0u; mask /= 2u) {
    sum += subgroupShuffleXor(sum, mask);
  }
  return sum;
}

fn gain_four(first: u32) -> vec4f {
  return vec4f(gain_at(first), gain_at(first + 1u), gain_at(first + 2u), gain_at(first + 3u));
}

fn gain_at(index: u32) -> f32 {
  return widen(gains[word_index(index)], index);
}

// A lane's vec4 of a head, normalised and rotated. The other element of its pairs is half a head away.
fn rotated(projected: vec4f, gain: vec4f, lane: u32) -> vec4f {
  let squares = lane_sum(vec4f(dot(projected, projected), 0f, 0f, 0f)).x;
  let own = projected * inverseSqrt(squares / f32(params.head_dim) + params.eps) * gain;
  let other = subgroupShuffleXor(own, head_vectors / 2u);
  let turn = batch.start * head_vectors + lane % (head_vectors / 2u) * 2u;
  let a = rotations[turn];
  let b = rotations[turn + 1u];
  let sines = vec4f(a.y, a.w, b.y, b.w);
  return own * vec4f(a.x, a.z, b.x, b.z) + other * select(sines, -sines, lane < head_vectors / 2u);
}

@compute @workgroup_size(group_size)
fn attention_lanes(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let key_head = group.x;
  let positions = batch.start + 1u;
  let splits = splits_of(positions);
  let each = (positions + splits - 1u) / splits;
  let first = min(group.y * each, positions);
  let count = min(each, positions - first);
  let lane = local % head_vectors;
  let team = local / head_vectors;
  let teams = group_size / head_vectors;

  // Loads of the first positions are under way while q is normalised.
  var keys: array<vec4f, block>;
  var values: array<vec4f, block>;
  for (var n = 0u; n < block; n += 1u) {
    let p = n * teams + team;
    if (p < count) {
      let slot = ((first + p) * params.kv_heads + key_head) * head_vectors + lane;
      keys[n] = cache[slot];
      values[n] = cache[params.values_first + slot];
    }
  }
  var queries: array<vec4f, 8>;
  for (var head = 0u; head < query_group; head += 1u) {
    queries[head] = q[(key_head * query_group + head) * head_vectors + lane];
  }
  var new_key = vec4f();
  var new_value = vec4f();
  if (rotate == 1u) {
    new_key = k[key_head * head_vectors + lane];
    new_value = v[key_head * head_vectors + lane];
    let gain = gain_four(lane * 4u);
    for (var head = 0u; head < query_group; head += 1u) {
      queries[head] = rotated(queries[head], gain, lane);
    }
    new_key = rotated(new_key, gain_four(params.k_gain_first + lane * 4u), lane);
  }

  var held: array<Merged, 8>;
  for (var head = 0u; head < query_group; head += 1u) {
    queries[head] *= params.scale;
    held[head] = Merged(least, 0f, vec4f());
  }
  for (var begun = 0u; begun < count; begun += teams * block) {
    var inside: vec4<bool>;
    for (var n = 0u; n < block; n += 1u) {
      let p = begun + n * teams + team;
      inside[n] = p < count;
      if (rotate == 1u && first + p == batch.start) {
        let slot = (batch.start * params.kv_heads + key_head) * head_vectors + lane;
        keys[n] = new_key;
        values[n] = new_value;
        cache[slot] = new_key;
        cache[params.values_first + slot] = new_value;
      }
    }
    // The next positions' loads are under way while these are worked on.
    var next_keys: array<vec4f, block>;
    var next_values: array<vec4f, block>;
    for (var n = 0u; n < block; n += 1u) {
      let p = begun + (block + n) * teams + team;
      if (p < count) {
        let slot = ((first + p) * params.kv_heads + key_head) * head_vectors + lane;
        next_keys[n] = cache[slot];
        next_values[n] = cache[params.values_first + slot];
      }
    }
    for (var head = 0u; head < query_group; head += 1u) {
      let query = queries[head];
      let dots = lane_sum(vec4f(dot(query, keys[0]), dot(query, keys[1]), dot(query, keys[2]), dot(query, keys[3])));
      let scores = select(vec4f(least), dots, inside);
      let top = max(held[head].top, max(max(scores.x, scores.y), max(scores.z, scores.w)));
      let shares = select(vec4f(), exp(scores - top), inside);
      let kept = exp(held[head].top - top);
      held[head] = Merged(
        top,
        held[head].total * kept + dot(shares, vec4f(1f)),
        held[head].sum * kept
          + shares.x * values[0] + shares.y * values[1] + shares.z * values[2] + shares.w * values[3],
      );
    }
    keys = next_keys;
    values = next_values;
  }

  for (var head = 0u; head < query_group; head += 1u) {
    leave(head, team, lane, held[head]);
  }
  workgroupBarrier();
  // A team a head, so that heads are merged at the same time.
  for (var head = team; head < query_group; head += teams) {
    let merged = merge(head, lane);
    let part = ((key_head * query_group + head) * splits + group.y) * (head_vectors + 1u);
    parts[part + lane] = merged.sum;
    if (lane == 0u) {
      parts[part + head_vectors] = vec4f(merged.top, merged.total, 0f, 0f);
    }
  }
}
