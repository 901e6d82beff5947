// Attention of one token. A workgroup computes one split of the positions for a key head; the query heads that share it share its loads.
// With `rotate`, q and k are as projected: they are normalised and rotated here (q by every split again, which is cheaper than another
// dispatch), and the last split appends k and v to the cache.
// Writes for every (head, split) head_vectors vec4s of sum exp(score - largest) * v, then (largest, sum of exp, 0, 0).
// Shapes: q [heads, head_dim], k and v [kv_heads, head_dim], cache [capacity, cache_heads, head_vectors] twice
// -> parts [heads, splits, head_vectors + 1].
// needs: team, batch, weight, splits, key_heads, cache_four
// limit: 1 <= query_group <= 8
struct Params {
  values_first: u32, // vec4s before the values in the cache
  scale: f32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read> gains: array<u32>;
@group(0) @binding(5) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(6) var<storage, read_write> cache: array<CacheFour>;
@group(0) @binding(7) var<storage, read_write> parts: array<vec4f>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;
override head_dim: u32;
override k_gain_first: u32; // elements before the K-norm's gains in the pack
override head_vectors: u32; // vec4s per head in the cache
override query_group: u32; // query heads per key head
override rotate: u32;

// The query heads and, with `rotate`, the key after them: as the rotation writes them, and again as vec4s.
var<workgroup> rotated: array<f32, (query_group + 1u) * head_vectors * 4u>;
var<workgroup> queries: array<vec4f, (query_group + 1u) * head_vectors>;
var<workgroup> scores: array<f32, query_group * max_positions_per_split>;
var<workgroup> sums: array<vec4f, group_size>;

const lowest = -3.4e38f;

@compute @workgroup_size(group_size)
fn attention_split(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let key_head = first_key_head + group.x;
  let positions = batch.start + 1u;
  let splits = splits_of(positions);
  let each = (positions + splits - 1u) / splits;
  let first = min(group.y * each, positions);
  let count = min(each, positions - first);
  let appends = rotate == 1u && first + count == positions && count > 0u;

  prepare_queries(key_head, local);
  workgroupBarrier();
  for (var i = local; i < (query_group + 1u) * head_vectors; i += group_size) {
    queries[i] = vec4f(rotated[i * 4u], rotated[i * 4u + 1u], rotated[i * 4u + 2u], rotated[i * 4u + 3u]);
  }
  workgroupBarrier();
  let slot = cache_slot(/*@cache_position*/ batch.start /*@*/, key_head);
  if (appends && local < head_vectors) {
    cache[slot + local] = held(queries[query_group * head_vectors + local]);
    cache[params.values_first + slot + local] = held(new_value(key_head, local));
  }

  score(key_head, local, first, count, appends);
  workgroupBarrier();
  var largest: array<f32, 8>;
  for (var head = 0u; head < query_group; head += 1u) {
    largest[head] = lowest;
    for (var p = 0u; p < count; p += 1u) {
      largest[head] = /*@softmax_max*/ max(largest[head], scores[head * max_positions_per_split + p]) /*@*/;
    }
  }
  workgroupBarrier();
  for (var head = 0u; head < query_group; head += 1u) {
    for (var p = local; p < count; p += group_size) {
      scores[head * max_positions_per_split + p] = exp(scores[head * max_positions_per_split + p] - largest[head]);
    }
  }
  workgroupBarrier();

  // An invocation takes one column of the values. Rows of invocations divide the positions.
  let column = local % head_vectors;
  let rows = group_size / head_vectors;
  var weighted: array<vec4f, 8>;
  if (local < rows * head_vectors) {
    for (var p = local / head_vectors; p < count; p += rows) {
      var value: vec4f;
      if (/*@own_position*/ appends && first + p == batch.start /*@*/) {
        value = widened(held(new_value(key_head, column)));
      } else {
        value = widened(cache[params.values_first + cache_slot(first + p, key_head) + column]);
      }
      for (var head = 0u; head < query_group; head += 1u) {
        weighted[head] += scores[head * max_positions_per_split + p] * value;
      }
    }
  }
  for (var head = 0u; head < query_group; head += 1u) {
    workgroupBarrier();
    sums[local] = weighted[head];
    workgroupBarrier();
    let part = ((/*@output_head*/ key_head * query_group + head /*@*/) * splits + group.y) * (head_vectors + 1u);
    if (local < head_vectors) {
      var sum = sums[local];
      for (var row = 1u; row < rows; row += 1u) {
        sum += sums[row * head_vectors + local];
      }
      parts[part + local] = sum;
    }
    if (local == group_size - 1u) {
      var total = 0f;
      for (var p = 0u; p < count; p += 1u) {
        total += scores[head * max_positions_per_split + p];
      }
      parts[part + head_vectors] = vec4f(largest[head], total, 0f, 0f);
    }
  }
}

// A team takes a vector: a query head of this key head, or the key.
fn prepare_queries(key_head: u32, local: u32) {
  let lane = local % team;
  let half = head_dim / 2u;
  for (var begun = 0u; begun <= query_group; begun += group_size / team) {
    let vector = begun + local / team;
    let is_key = vector == query_group;
    let source = select((/*@query_head*/ key_head * query_group + vector /*@*/) * head_dim, key_head * head_dim, is_key);
    let here = vector < query_group || (is_key && rotate == 1u);
    let to = vector * head_vectors * 4u;
    if (rotate == 0u) {
      for (var i = lane; i < head_dim && here; i += team) {
        rotated[to + i] = q[source + i];
      }
      continue;
    }
    var squares = 0f;
    for (var i = lane; i < /*@norm_width*/ head_dim /*@*/ && here; i += team) {
      let value = /*@norm_element*/ projected(is_key, source + i) /*@*/;
      squares += value * value;
    }
    squares = team_sum(local, squares);
    let scale = inverseSqrt(squares / f32(/*@norm_width*/ head_dim /*@*/) + params.eps);
    let gain = select(0u, k_gain_first, is_key);
    for (var pair = lane; pair < half && here; pair += team) {
      let i = /*@rotation_pair*/ vec2<u32>(pair, half + pair) /*@*/;
      let a = /*@normed*/ projected(is_key, source + i.x) * scale /*@*/ * gain_at(gain + i.x);
      let b = /*@normed*/ projected(is_key, source + i.y) * scale /*@*/ * gain_at(gain + i.y);
      let turn = /*@rotation*/ rotations[/*@rope_position*/ batch.start /*@*/ * half + pair] /*@*/;
      rotated[to + i.x] = a * turn.x - b * turn.y;
      rotated[to + i.y] = b * turn.x + a * turn.y;
    }
  }
}

fn projected(is_key: bool, index: u32) -> f32 {
  if (is_key) {
    return k[index];
  }
  return q[index];
}

fn gain_at(index: u32) -> f32 {
  return /*@qk_gain*/ widen(gains[word_index(index)], index) /*@*/;
}

// Vec4 `column` of the token's own v, 0 beyond head_dim.
fn new_value(key_head: u32, column: u32) -> vec4f {
  var value = vec4f();
  for (var n = 0u; n < min(4u, head_dim - column * 4u); n += 1u) {
    value[n] = v[key_head * head_dim + column * 4u + n];
  }
  return value;
}

// scores[head, p] for every query head and position of the split. A team takes a position.
fn score(key_head: u32, local: u32, first: u32, count: u32, appends: bool) {
  let lane = local % team;
  for (var begun = 0u; begun < count; begun += group_size / team) {
    let p = begun + local / team;
    let own = /*@own_position*/ appends && first + p == batch.start /*@*/;
    let key = cache_slot(first + p, key_head);
    var near = vec4f();
    var far = vec4f();
    for (var i = lane; i < head_vectors && p < count; i += team) {
      var keys: vec4f;
      if (own) {
        keys = widened(held(queries[query_group * head_vectors + i]));
      } else {
        keys = widened(cache[key + i]);
      }
      for (var head = 0u; head < min(4u, query_group); head += 1u) {
        near[head] += dot(queries[head * head_vectors + i], keys);
      }
      for (var head = 4u; head < query_group; head += 1u) {
        far[head - 4u] += dot(queries[head * head_vectors + i], keys);
      }
    }
    near = team_sums(local, near);
    if (query_group > 4u) {
      far = team_sums(local, far);
    }
    if (lane == 0u && p < count) {
      for (var head = 0u; head < min(4u, query_group); head += 1u) {
        scores[head * max_positions_per_split + p] = /*@causal_mask*/ near[head] * params.scale /*@*/;
      }
      for (var head = 4u; head < query_group; head += 1u) {
        scores[head * max_positions_per_split + p] = /*@causal_mask*/ far[head - 4u] * params.scale /*@*/;
      }
    }
  }
}
