// y = the row of x of the batch's last token, the only one whose logits a chat needs.
// Shapes: x [tokens, width] -> y [1, width].
// needs: batch
struct Params {
  width: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn last_row(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.width) {
    y[id.x] = x[(batch.tokens - 1u) * params.width + id.x];
  }
}
