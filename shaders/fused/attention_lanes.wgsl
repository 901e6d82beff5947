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

// A lane's vec4s of four positions, which a team has under way at a time. Named one by one, so that they stay registers.
struct Block {
  key0: vec4f,
  key1: vec4f,
  key2: vec4f,
  key3: vec4f,
  value0: vec4f,
  value1: vec4f,
  value2: vec4f,
  value3: vec4f,
}

// A key and a value, from the cache or, for the token's own position, just made.
struct Pair {
  key: vec4f,
  value: vec4f,
}

// Beyond the split the first position is read, without a condition, which would keep loads apart (on an NVIDIA H200 at 4,096
// positions 22.9 us a layer of Qwen3-0.6B in place of 26.3), and gives 0: before the first token it may hold anything.
fn fetch(slot: u32, there: bool) -> Pair {
  let at = select(0u, slot, there);
  let key = cache[at];
  let value = cache[params.values_first + at];
  return Pair(select(vec4f(), key, there), select(vec4f(), value, there));
}

// Positions p, p + teams, p + 2 teams, p + 3 teams of a split that has `count`; `slot` is p's, `step` from one to the next.
fn fetch_block(p: u32, count: u32, teams: u32, slot: u32, step: u32) -> Block {
  let a = fetch(slot, p < count);
  let b = fetch(slot + step, p + teams < count);
  let c = fetch(slot + 2u * step, p + 2u * teams < count);
  let d = fetch(slot + 3u * step, p + 3u * teams < count);
  return Block(a.key, b.key, c.key, d.key, a.value, b.value, c.value, d.value);
}

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
  let step = teams * params.kv_heads * head_vectors;
  var slot = ((first + team) * params.kv_heads + key_head) * head_vectors + lane;
  var block = fetch_block(team, count, teams, slot, step);
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
  for (var begun = 0u; begun < count; begun += teams * 4u) {
    let p = begun + team;
    let place = vec4<u32>(p, p + teams, p + 2u * teams, p + 3u * teams);
    let inside = place < vec4<u32>(count);
    // The next positions' loads are under way while these are worked on.
    let next = fetch_block(p + 4u * teams, count, teams, slot + 4u * step, step);
    if (rotate == 1u) {
      let own = place + first == vec4<u32>(batch.start);
      block.key0 = select(block.key0, new_key, own.x);
      block.key1 = select(block.key1, new_key, own.y);
      block.key2 = select(block.key2, new_key, own.z);
      block.key3 = select(block.key3, new_key, own.w);
      block.value0 = select(block.value0, new_value, own.x);
      block.value1 = select(block.value1, new_value, own.y);
      block.value2 = select(block.value2, new_value, own.z);
      block.value3 = select(block.value3, new_value, own.w);
      if (any(own)) {
        let own_slot = (batch.start * params.kv_heads + key_head) * head_vectors + lane;
        cache[own_slot] = new_key;
        cache[params.values_first + own_slot] = new_value;
      }
    }
    for (var head = 0u; head < query_group; head += 1u) {
      let query = queries[head];
      let products = vec4f(
        dot(query, block.key0), dot(query, block.key1), dot(query, block.key2), dot(query, block.key3),
      );
      let scores = select(vec4f(least), lane_sum(products), inside);
      let top = max(held[head].top, max(max(scores.x, scores.y), max(scores.z, scores.w)));
      let shares = select(vec4f(), exp(scores - top), inside);
      let kept = exp(held[head].top - top);
      held[head] = Merged(
        top,
        held[head].total * kept + dot(shares, vec4f(1f)),
        held[head].sum * kept + shares.x * block.value0 + shares.y * block.value1
          + shares.z * block.value2 + shares.w * block.value3,
      );
    }
    block = next;
    slot += 4u * step;
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
