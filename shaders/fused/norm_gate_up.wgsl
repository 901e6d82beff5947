// act = silu(gate) * up of one token, with gate and up from its norm, as norm_qkv.wgsl does it: a team computes both rows
// of an output, so neither is ever stored.
// common: team, team_row, weight, blocks, eight, weight_eight, chunk, gain_eight, gain_chunk, silu
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
  let lane = local % team;
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and keep it to themselves.
  let first = min(output, outputs - 1u) * inputs;
  var sums = vec4f(); // of gate, up and x^2
  for (var n = 0u; n < team_steps; n += 1u) {
    let chunk = in_row(lane + n * team);
    let xs = input_chunk(chunk);
    let gained = gained_chunk(xs, chunk);
    let gate = product_chunk(gained, first, chunk);
    let up = product_chunk(gained, up_first + first, chunk);
    sums += kept(vec4f(gate, up, dot_chunk(xs, xs), 0f), lane + n * team);
  }
  sums = team_sums(local, sums);
  if (lane == 0u && output < outputs) {
    let scale = inverseSqrt(sums.z / f32(inputs) + params.eps);
    act[output] = silu(sums.x * scale) * sums.y * scale;
  }
}
