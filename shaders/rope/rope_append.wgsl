// Normalises and rotates the heads of q and k, and writes k and v to the cache. A workgroup takes a (head, token) of those that a piece of the
// cache concerns: query heads first, then key heads, then heads of v, which are only copied.
// Shapes: q [tokens, heads, head_dim], k and v [tokens, kv_heads, head_dim] -> q_rope [tokens, heads, head_dim], and a piece of the layer's
// cache, keys and values [capacity, cache_heads, stride] each, at the batch's positions.
// needs: team, batch, weight
struct Params {
  heads: u32,
  kv_heads: u32,
  first_key_head: u32, // of the piece
  cache_heads: u32, // key heads in the piece
  head_dim: u32,
  stride: u32, // values per head in the cache
  k_gain_first: u32, // elements before the K-norm's gains in the pack
  values_first: u32, // elements before the values in the cache
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read> gains: array<u32>;
@group(0) @binding(5) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(6) var<storage, read_write> q_rope: array<f32>;
@group(0) @binding(7) var<storage, read_write> cache: array<f32>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32; // a workgroup is one team

fn gain_at(index: u32) -> f32 {
  return /*@qk_gain*/ widen(gains[word_index(index)], index) /*@*/;
}

@compute @workgroup_size(group_size)
fn rope_append(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let token = group.y;
  let position = batch.start + token;
  let half = params.head_dim / 2u;
  let query_group = params.heads / params.kv_heads;
  let queries = params.cache_heads * query_group;
  let is_query = group.x < queries;
  let cache_head = (group.x - queries) % params.cache_heads;
  let kv_head = params.first_key_head + cache_head;
  let slot = (/*@cache_position*/ position /*@*/ * params.cache_heads + cache_head) * params.stride;
  if (group.x >= queries + params.cache_heads) {
    for (var i = local; i < params.head_dim; i += group_size) {
      cache[params.values_first + slot + i] = v[(token * params.kv_heads + kv_head) * params.head_dim + i];
    }
    return;
  }

  let query = (token * params.heads + params.first_key_head * query_group + group.x) * params.head_dim;
  let key = (token * params.kv_heads + kv_head) * params.head_dim;
  var squares = 0f;
  for (var i = local; i < /*@norm_width*/ params.head_dim /*@*/; i += group_size) {
    let value = /*@norm_element*/ projected(is_query, query + i, key + i) /*@*/;
    squares += value * value;
  }
  squares = team_sum(local, squares);
  let scale = inverseSqrt(squares / f32(/*@norm_width*/ params.head_dim /*@*/) + params.eps);
  let gain = select(params.k_gain_first, 0u, is_query);
  for (var pair = local; pair < half; pair += group_size) {
    let i = /*@rotation_pair*/ vec2<u32>(pair, half + pair) /*@*/;
    let a = /*@normed*/ projected(is_query, query + i.x, key + i.x) * scale /*@*/ * gain_at(gain + i.x);
    let b = /*@normed*/ projected(is_query, query + i.y, key + i.y) * scale /*@*/ * gain_at(gain + i.y);
    let turn = /*@rotation*/ rotations[/*@rope_position*/ position /*@*/ * half + pair] /*@*/;
    let first = a * turn.x - b * turn.y;
    let second = b * turn.x + a * turn.y;
    if (is_query) {
      q_rope[query + i.x] = first;
      q_rope[query + i.y] = second;
    } else {
      cache[slot + i.x] = first;
      cache[slot + i.y] = second;
    }
  }
}

fn projected(is_query: bool, query: u32, key: u32) -> f32 {
  if (is_query) {
    return q[query];
  }
  return k[key];
}
