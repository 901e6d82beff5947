// sum = x + W y of one token: a projection and the residual that it is added to. A team computes a row.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: team_row
@group(0) @binding(0) var<storage, read> y: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override outputs: u32;

fn input_four(index: u32) -> vec4f {
  return y[index];
}

@compute @workgroup_size(group_size)
fn product_add(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % team;
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and write nothing.
  let row = min(output, outputs - 1u);
  let first = row * inputs;
  // Loaded together with the weights: a load at the end would be waited for on its own.
  let residual = x[row];
  var product = 0f;
  for (var n = 0u; n < team_steps; n += 1u) {
    let chunk = in_row(lane + n * team);
    product += masked(vec4f(/*@weight_product*/ product_chunk(input_chunk(chunk), first, chunk, weight_type) /*@*/), lane + n * team).x;
  }
  product = team_sum(local, product);
  if (lane == 0u && output < outputs) {
    sum[output] = /*@residual*/ residual + /*@*/ product;
  }
}
