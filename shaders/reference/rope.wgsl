// Rotary embedding, half-split: element i of a head's first half and of its second half are one pair, turned by the
// angle of (position, i). The tables come from the CPU: WGSL's sin and cos are only good to 2^-11.
struct Params {
  heads: u32,
  head_dim: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> cosines: array<f32>;
@group(0) @binding(3) var<storage, read> sines: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;

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
  let angle = (batch.start + token) * half + pair;
  y[first] = x[first] * cosines[angle] - x[second] * sines[angle];
  y[second] = x[second] * cosines[angle] + x[first] * sines[angle];
}
