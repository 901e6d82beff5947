// act = silu(gate) * up of one token, with gate and up = W (x * gain) * rsqrt(mean(x^2) + eps). A team computes both rows of an output, so
// neither is ever stored.
// Shapes: x [inputs], gain [inputs], weight (gate, up) [2 * outputs, inputs] packed -> act [outputs].
// needs: norm_rows, silu
struct Params {
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> act: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override outputs: u32;
override up_first: u32; // elements before up in the pack

fn input_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_gate_up(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and write nothing.
  let gate = min(output, outputs - 1u) * inputs;
  let sums = norm_rows(local, vec4<u32>(gate, up_first + gate, 0u, 0u), weight_type);
  if (local % team == 0u && /*@bounds_check*/ output /*@*/ < outputs) {
    let scale = inverseSqrt(sums.w / f32(inputs) + params.eps);
    act[output] = /*@swiglu*/ silu(sums.x * scale) * sums.y * scale /*@*/;
  }
}
