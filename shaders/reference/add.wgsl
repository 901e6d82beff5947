// x += y, element by element: the residual connection.
struct Params {
  width: u32,
}

@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn add(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.width) {
    let i = id.y * params.width + id.x;
    x[i] += y[i];
  }
}
