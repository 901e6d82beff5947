// The largest finite logit of the last token in each workgroup's share, as (key, id).
// Shapes: logits [rows, width], as bits -> parts (key, id) [workgroups].
// needs: batch, ordered_keys
struct Params {
  width: u32,
  every_row: u32, // 1 if every token of the batch has logits, 0 if only the last has
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read_write> parts: array<vec2<u32>>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

override each: u32; // logits per invocation

@compute @workgroup_size(group_size)
fn argmax_parts(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = select(0u, batch.tokens - 1u, params.every_row == 1u) * params.width;
  var own = vec2<u32>(0u, 0xffffffffu);
  // Beyond the end the last logit is read again: without a condition all loads are in flight at once.
  for (var n = 0u; n < each; n += 1u) {
    let id = min((group.x * each + n) * group_size + local, params.width - 1u);
    own = better(own, vec2<u32>(ordered_key(logits[row + id]), id));
  }
  let best = best_of_group(local, own);
  if (local == 0u) {
    parts[group.x] = best;
  }
}
