// sum = x + y, element by element: the residual connection.
// Shapes: x and y [rows, width] -> sum [rows, width].
struct Params {
  width: u32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> sum: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn add(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.width) {
    let i = id.y * params.width + id.x;
    sum[i] = x[i] + y[i];
  }
}
