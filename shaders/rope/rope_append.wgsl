// Normalises and rotates the heads of q and k, and writes k and v to the cache. A workgroup takes a (head, token) of those that a piece of the
// cache concerns: query heads first, then key heads, then heads of v, which are only copied.
// Shapes: q [tokens, heads, head_dim], k and v [tokens, kv_heads, head_dim] -> q_rope [tokens, heads, head_dim], and a piece of the layer's
// cache, keys and values [capacity, cache_heads, head_vectors] each, at the batch's positions.
// needs: team, batch, weight, cache_four
struct Params {
  heads: u32,
  kv_heads: u32,
  first_key_head: u32, // of the piece
  cache_heads: u32, // key heads in the piece
  head_dim: u32,
  head_vectors: u32, // vec4s per head in the cache
  k_gain_first: u32, // elements before the K-norm's gains in the pack
  values_first: u32, // vec4s before the values in the cache
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read> gains: array<u32>;
@group(0) @binding(5) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(6) var<storage, read_write> q_rope: array<f32>;
@group(0) @binding(7) var<storage, read_write> cache: array<CacheFour>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32; // a workgroup is one team

fn gain_at(index: u32) -> f32 {
  return /*@qk_gain*/ widen(gains[word_index(index)], index) /*@*/;
}

@compute @workgroup_size(group_size)
fn rope_append(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let token = group.y;
  let position = batch.start + token;
  let query_group = params.heads / params.kv_heads;
  let queries = params.cache_heads * query_group;
  let is_query = group.x < queries;
  let cache_head = (group.x - queries) % params.cache_heads;
  let kv_head = params.first_key_head + cache_head;
  let slot = (/*@cache_position*/ position /*@*/ * params.cache_heads + cache_head) * params.head_vectors;
  if (group.x >= queries + params.cache_heads) {
    let first = (token * params.kv_heads + kv_head) * params.head_dim;
    for (var four = local; four < params.head_vectors; four += group_size) {
      var value = vec4f();
      for (var n = 0u; n < min(4u, params.head_dim - four * 4u); n += 1u) {
        value[n] = v[first + four * 4u + n];
      }
      cache[params.values_first + slot + four] = held(value);
    }
    return;
  }

  let first_head = select(kv_head, params.first_key_head * query_group + group.x, is_query);
  let first = (token * select(params.kv_heads, params.heads, is_query) + first_head) * params.head_dim;
  var squares = 0f;
  for (var i = local; i < /*@norm_width*/ params.head_dim /*@*/; i += group_size) {
    let value = projected(is_query, /*@norm_element*/ first + i /*@*/);
    squares += value * value;
  }
  squares = team_sum(local, squares);
  let scale = inverseSqrt(squares / f32(/*@norm_width*/ params.head_dim /*@*/) + params.eps);
  if (is_query) {
    for (var i = local; i < params.head_dim; i += group_size) {
      q_rope[first + i] = rotated(is_query, first, i, scale, position);
    }
    return;
  }
  for (var four = local; four < params.head_vectors; four += group_size) {
    var key = vec4f();
    for (var n = 0u; n < min(4u, params.head_dim - four * 4u); n += 1u) {
      key[n] = rotated(is_query, first, four * 4u + n, scale, position);
    }
    cache[slot + four] = held(key);
  }
}

// Element `i` of a head, normalised and rotated. It computes its pair anew: two invocations may have the two, and a cache is written by vec4s.
fn rotated(is_query: bool, first: u32, i: u32, scale: f32, position: u32) -> f32 {
  let half = params.head_dim / 2u;
  let pair = /*@pair_of_element*/ select(i, i - half, i >= half) /*@*/;
  let ends = /*@rotation_pair*/ vec2<u32>(pair, half + pair) /*@*/;
  let gain = select(params.k_gain_first, 0u, is_query);
  let a = /*@normed*/ projected(is_query, first + ends.x) * scale /*@*/ * gain_at(gain + ends.x);
  let b = /*@normed*/ projected(is_query, first + ends.y) * scale /*@*/ * gain_at(gain + ends.y);
  let turn = /*@rotation*/ rotations[/*@rope_position*/ position /*@*/ * half + pair] /*@*/;
  return select(a * turn.x - b * turn.y, b * turn.x + a * turn.y, i == ends.y);
}

fn projected(is_query: bool, index: u32) -> f32 {
  if (is_query) {
    return q[index];
  }
  return k[index];
}
