// Attention of one token, a workgroup a (key head, split of the positions), as attention_split.wgsl, for adapters whose
// subgroups hold a whole head: each of a team's lanes keeps one vec4 of every query head in registers, scores are summed
// between registers, and the softmax is taken online, so that nothing waits for a barrier until teams are merged.
// head_vectors is a power of two, at most the smallest subgroup.
// common: subgroups, batch, weight, splits
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

var<workgroup> tops: array<vec2f, group_size / head_vectors * query_group>; // of every team and head: (largest, total)
var<workgroup> sums: array<vec4f, group_size>;

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

  var queries: array<vec4f, 8>;
  for (var head = 0u; head < query_group; head += 1u) {
    queries[head] = q[(key_head * query_group + head) * head_vectors + lane];
    if (rotate == 1u) {
      queries[head] = rotated(queries[head], gain_four(lane * 4u), lane);
    }
    queries[head] *= params.scale;
  }
  var new_key = vec4f();
  var new_value = vec4f();
  if (rotate == 1u) {
    new_key = rotated(k[key_head * head_vectors + lane], gain_four(params.k_gain_first + lane * 4u), lane);
    new_value = v[key_head * head_vectors + lane];
  }

  var largest: array<f32, 8>;
  var totals: array<f32, 8>;
  var weighted: array<vec4f, 8>;
  for (var head = 0u; head < query_group; head += 1u) {
    largest[head] = least;
  }
  // Four positions a team at a time, so that their loads are under way together.
  for (var begun = 0u; begun < count; begun += teams * 4u) {
    var keys: array<vec4f, 4>;
    var values: array<vec4f, 4>;
    var inside: vec4<bool>;
    for (var n = 0u; n < 4u; n += 1u) {
      let p = begun + n * teams + team;
      let slot = ((first + p) * params.kv_heads + key_head) * head_vectors + lane;
      inside[n] = p < count;
      if (rotate == 1u && first + p == batch.start) {
        keys[n] = new_key;
        values[n] = new_value;
        cache[slot] = new_key;
        cache[params.values_first + slot] = new_value;
      } else if (p < count) {
        keys[n] = cache[slot];
        values[n] = cache[params.values_first + slot];
      }
    }
    for (var head = 0u; head < query_group; head += 1u) {
      let query = queries[head];
      let dots = lane_sum(vec4f(dot(query, keys[0]), dot(query, keys[1]), dot(query, keys[2]), dot(query, keys[3])));
      let scores = select(vec4f(least), dots, inside);
      let top = max(largest[head], max(max(scores.x, scores.y), max(scores.z, scores.w)));
      let shares = select(vec4f(), exp(scores - top), inside);
      let kept = exp(largest[head] - top);
      totals[head] = totals[head] * kept + dot(shares, vec4f(1f));
      weighted[head] = weighted[head] * kept
        + shares.x * values[0] + shares.y * values[1] + shares.z * values[2] + shares.w * values[3];
      largest[head] = top;
    }
  }

  if (lane == 0u) {
    for (var head = 0u; head < query_group; head += 1u) {
      tops[head * teams + team] = vec2f(largest[head], totals[head]);
    }
  }
  for (var head = 0u; head < query_group; head += 1u) {
    workgroupBarrier(); // tops are there, and the sums of the head before have been read
    var top = least;
    for (var other = 0u; other < teams; other += 1u) {
      top = max(top, tops[head * teams + other].x);
    }
    sums[local] = weighted[head] * exp(largest[head] - top);
    workgroupBarrier();
    if (team == 0u) {
      var sum = sums[lane];
      var total = 0f;
      for (var other = 0u; other < teams; other += 1u) {
        let its = tops[head * teams + other];
        total += its.y * exp(its.x - top);
        if (other > 0u) {
          sum += sums[other * head_vectors + lane];
        }
      }
      let part = ((key_head * query_group + head) * splits + group.y) * (head_vectors + 1u);
      parts[part + lane] = sum;
      if (lane == 0u) {
        parts[part + head_vectors] = vec4f(top, total, 0f, 0f);
      }
    }
  }
}
