// Writes the batch's keys and values, those that a piece of the cache holds, to their positions, where a head takes `head_vectors` vec4s.
// Shapes: k and v [tokens, kv_heads, head_dim] -> keys and values [capacity, cache_heads, head_vectors].
// needs: batch, cache_four
struct Params {
  width: u32,
  first: u32, // values of a row before those of the piece
  cache_heads: u32, // key heads in the piece
  head_dim: u32,
  head_vectors: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> keys: array<CacheFour>;
@group(0) @binding(4) var<storage, read_write> values: array<CacheFour>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn kv_append(@builtin(global_invocation_id) id: vec3u) {
  let width = params.cache_heads * params.head_vectors;
  if (id.x >= width) {
    return;
  }
  let first = id.x % params.head_vectors * 4u; // of the head
  let source = id.y * params.width + params.first + id.x / params.head_vectors * params.head_dim + first;
  var key = vec4f(); // what fills a head up to whole vec4s is 0
  var value = vec4f();
  for (var n = 0u; n < min(4u, params.head_dim - first); n += 1u) {
    key[n] = k[source + n];
    value[n] = v[source + n];
  }
  let slot = (batch.start + id.y) * width + id.x;
  keys[slot] = held(key);
  values[slot] = held(value);
}
