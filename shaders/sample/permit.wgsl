// Copies the last token's logits, with those of ids that are not permitted as -infinity: samplers never choose what is not finite.
// Shapes: logits [rows, width], as bits, mask [width / 32], a bit for each id -> permitted [width], as bits.
// needs: batch
struct Params {
  width: u32,
  every_row: u32, // 1 if every token of the batch has logits, 0 if only the last has
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read> mask: array<u32>;
@group(0) @binding(3) var<storage, read_write> permitted: array<u32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32; // a workgroup takes 32 logits for each of its invocations

@compute @workgroup_size(group_size)
fn permit(@builtin(global_invocation_id) invocation: vec3u) {
  let row = select(0u, batch.tokens - 1u, params.every_row == 1u) * params.width;
  let first = invocation.x * 32u;
  if (first >= params.width) {
    return;
  }
  let word = mask[invocation.x];
  for (var bit = 0u; bit < min(32u, params.width - first); bit += 1u) {
    let is_permitted = (word & (1u << bit)) != 0u;
    permitted[first + bit] = select(0xff800000u, logits[row + first + bit], is_permitted);
  }
}
