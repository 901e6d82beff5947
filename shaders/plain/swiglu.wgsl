// act = silu(gate) * up.
// Shapes: gate and up [rows, width] -> act [rows, width].
// needs: silu
struct Params {
  width: u32,
}

@group(0) @binding(0) var<storage, read> gate: array<f32>;
@group(0) @binding(1) var<storage, read> up: array<f32>;
@group(0) @binding(2) var<storage, read_write> act: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn swiglu(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.width) {
    let i = id.y * params.width + id.x;
    act[i] = silu(gate[i]) * up[i];
  }
}
