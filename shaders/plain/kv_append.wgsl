// Writes the batch's keys and values, those that a piece of the cache holds, to their positions, where a head takes `stride` values.
// Shapes: k and v [tokens, kv_heads, head_dim] -> keys and values [capacity, cache_heads, stride].
// needs: batch
struct Params {
  width: u32,
  first: u32, // values of a row before those of the piece
  cache_heads: u32, // key heads in the piece
  head_dim: u32,
  stride: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> keys: array<f32>;
@group(0) @binding(4) var<storage, read_write> values: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn kv_append(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.cache_heads * params.head_dim) {
    return;
  }
  let row = id.y * params.width + params.first + id.x;
  let head = (batch.start + id.y) * params.cache_heads + id.x / params.head_dim;
  let slot = head * params.stride + id.x % params.head_dim;
  keys[slot] = k[row];
  values[slot] = v[row];
}
