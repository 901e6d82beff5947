// A workgroup takes a block of the last token's logits: its best (key, id) after the repetition penalty, and the weight of the block relative
// to that best.
// Shapes: logits [rows, width], as bits -> parts (key, id, weight, 0) [blocks].
// needs: team, batch, score
struct Params {
  width: u32,
  every_row: u32, // 1 if every token of the batch has logits, 0 if only the last has
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read> seen: array<u32>;
@group(0) @binding(3) var<storage, read> sampling: SamplingParams;
@group(0) @binding(4) var<storage, read_write> parts: array<vec4<u32>>;
@group(0) @binding(5) var<uniform> params: Params;

override group_size: u32; // a workgroup is one team
override block: u32; // logits per workgroup

fn was_seen(id: u32) -> bool {
  return (seen[id / 32u] & (1u << (id % 32u))) != 0u;
}

@compute @workgroup_size(group_size)
fn sample_parts(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = select(0u, batch.tokens - 1u, params.every_row == 1u) * params.width;
  let end = min(params.width, (group.x + 1u) * block);
  var own = vec2<u32>(0u, 0xffffffffu);
  for (var id = group.x * block + local; id < end; id += group_size) {
    own = better(own, vec2<u32>(score_key(row, id), id));
  }
  let best = best_of_group(local, own);
  var mass = 0f;
  if (sampling.greedy == 0u) {
    for (var id = group.x * block + local; id < end; id += group_size) {
      let key = score_key(row, id);
      if (key != 0u) {
        mass += exp2(-min(depth_of(key, best.x), 2f * deepest));
      }
    }
    mass = team_sum(local, mass);
  }
  if (local == 0u) {
    parts[group.x] = vec4<u32>(best, bitcast<u32>(mass), 0u);
  }
}
