// act = silu(gate) * up of a few tokens, each as norm_gate_up.wgsl computes one's.
// Shapes: x [tokens, inputs], gain [inputs], weight (gate, up) [2 * outputs, inputs] packed -> act [tokens, outputs].
// needs: norm_rows_few, silu
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

fn row_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_gate_up_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let output = group.x * (group_size / team) + local / team;
  let gate = min(output, outputs - 1u) * inputs;
  let first_token = group.y * tokens_each;
  let all = norm_rows_few(local, vec4<u32>(gate, up_first + gate, 0u, 0u), weight_type, first_token);
  if (local % team == 0u && /*@bounds_check*/ output /*@*/ < outputs) {
    for (var t = 0u; t < tokens_each; t += 1u) {
      let sums = sums_of_token(t, all);
      let scale = inverseSqrt(sums.w / f32(inputs) + params.eps);
      act[(first_token + t) * outputs + output] = /*@swiglu*/ silu(sums.x * scale) * sums.y * scale /*@*/;
    }
  }
}
