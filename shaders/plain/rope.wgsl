// Rotary embedding, half-split: element i of a head's first half and element i of its second half are a pair, rotated by the angle of
// (position, i). The CPU computes cosine and sine, because WGSL's are only accurate to 2^-11.
// Shapes: x [tokens, heads, head_dim], rotations (cos, sin) [positions, head_dim / 2] -> y [tokens, heads, head_dim].
// needs: batch
struct Params {
  heads: u32,
  head_dim: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn rope(@builtin(global_invocation_id) id: vec3u) {
  let half = params.head_dim / 2u;
  let token = id.y;
  if (id.x >= params.heads * half) {
    return;
  }
  let pair = id.x % half;
  let first = (token * params.heads + id.x / half) * params.head_dim + pair;
  let second = first + half;
  let turn = rotations[(batch.start + token) * half + pair];
  y[first] = x[first] * turn.x - x[second] * turn.y;
  y[second] = x[second] * turn.x + x[first] * turn.y;
}
