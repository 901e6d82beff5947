// Writes the batch's keys and values to their positions in the cache, where a head takes `stride` values.
// Shapes: k and v [tokens, kv_heads, head_dim] -> keys and values [capacity, kv_heads, stride].
// needs: batch
struct Params {
  width: u32,
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
  if (id.x >= params.width) {
    return;
  }
  let row = id.y * params.width + id.x;
  let heads = params.width / params.head_dim;
  let head = (batch.start + id.y) * heads + id.x / params.head_dim;
  let slot = head * params.stride + id.x % params.head_dim;
  keys[slot] = k[row];
  values[slot] = v[row];
}
