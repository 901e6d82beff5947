// attn = softmax(scale * q . k) v over positions 0 to the token's own. A workgroup takes a (head, token).
// Two sweeps over the cache, in tiles of one position per invocation: the first finds the largest score, the second recomputes the scores and
// sums exp(score - largest) and its products with v. So nothing is rescaled, no exponent is above 0, and scores need no buffer. Consecutive
// query heads share a key head. The dispatch takes the heads of a piece of the cache.
// Shapes: q [tokens, heads, head_dim], keys and values [capacity, cache_heads, stride] -> attn [tokens, heads, head_dim].
// The cache is read as a dense format: `weight_type` is its type.
// needs: batch, weight
// limit: 64 <= group_size <= 256
struct Params {
  heads: u32,
  query_group: u32, // query heads per key head
  first_head: u32, // query heads before those of the piece
  cache_heads: u32, // key heads in the piece
  head_dim: u32,
  stride: u32, // values per head in the cache
  scale: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> keys: array<u32>;
@group(0) @binding(3) var<storage, read> values: array<u32>;
@group(0) @binding(4) var<storage, read_write> attn: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;
// Outputs per invocation: head_dim is at most 256 and group_size at least 64.
const outputs_each = 4u;

var<workgroup> tile: array<f32, group_size>;

fn score(query: u32, key_head: u32, position: u32) -> f32 {
  let key = (position * params.cache_heads + key_head) * params.stride;
  var sum = 0f;
  for (/*@score_order*/ var i = 0u; i < params.head_dim; i += 1u /*@*/) {
    sum += q[query + i] * widen(keys[word_index(key + i)], key + i);
  }
  return sum * params.scale;
}

@compute @workgroup_size(group_size)
fn attention(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let head = params.first_head + group.x;
  let key_head = group.x / params.query_group; // in the piece
  let query = (group.y * params.heads + head) * params.head_dim;
  let positions = batch.start + group.y + 1u;

  var largest = score(query, key_head, 0u);
  for (var position = local; position < positions; position += group_size) {
    largest = max(largest, score(query, key_head, position));
  }
  tile[local] = largest;
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      tile[local] = max(tile[local], tile[local + half]);
    }
  }
  workgroupBarrier();
  largest = tile[0];

  var total = 0f;
  var sums: array<f32, outputs_each>;
  for (var first = 0u; first < positions; first += group_size) {
    let filled = min(group_size, positions - first);
    workgroupBarrier(); // before the tile is overwritten
    if (local < filled) {
      tile[local] = exp(score(query, key_head, first + local) - largest);
    }
    workgroupBarrier();
    for (/*@position_order*/ var j = 0u; j < filled; j += 1u /*@*/) {
      total += tile[j];
      let value = ((first + j) * params.cache_heads + key_head) * params.stride;
      for (var n = 0u; n < outputs_each; n += 1u) {
        let i = n * group_size + local;
        if (i < params.head_dim) {
          sums[n] += tile[j] * widen(values[word_index(value + i)], value + i);
        }
      }
    }
  }
  for (var n = 0u; n < outputs_each; n += 1u) {
    let i = n * group_size + local;
    if (i < params.head_dim) {
      attn[query + i] = sums[n] / total;
    }
  }
}
