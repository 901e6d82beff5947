// Samples greedily: the best of argmax_parts.wgsl becomes the next token, 0xffffffff if no logit was finite, and `batch` becomes that token's.
// Shapes: parts (key, id) [count] -> ids [1].
// needs: batch, ordered_keys
struct Params {
  count: u32,
}

@group(0) @binding(0) var<storage, read> parts: array<vec2<u32>>;
@group(0) @binding(1) var<storage, read_write> ids: array<u32>;
@group(0) @binding(2) var<storage, read_write> batch: Batch;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn argmax(@builtin(local_invocation_index) local: u32) {
  var own = vec2<u32>(0u, 0xffffffffu);
  for (var i = local; i < params.count; i += group_size) {
    own = better(own, parts[i]);
  }
  let best = best_of_group(local, own);
  if (local == 0u) {
    ids[0] = select(best.y, 0xffffffffu, best.x == 0u);
    batch = following(batch);
  }
}
