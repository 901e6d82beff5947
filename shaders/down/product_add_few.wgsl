// sum = x + W y of a few tokens, each as product_add.wgsl computes one's, or, after merge_few.wgsl, as merge_product_add.wgsl does.
// Shapes: y [tokens, inputs], weight [outputs, inputs], x [tokens, outputs] -> sum [tokens, outputs].
// needs: team_row, few_tokens
@group(0) @binding(0) var<storage, read> y: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override outputs: u32;

fn row_four(index: u32) -> vec4f {
  return y[index];
}

@compute @workgroup_size(group_size)
fn product_add_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % team;
  let output = group.x * (group_size / team) + local / team;
  // Teams beyond the last output compute it again and write nothing.
  let row = min(output, outputs - 1u);
  let first = row * inputs;
  let first_token = group.y * tokens_each;
  let at = first_token * outputs + row;
  // Loaded together with the weights: a load at the end would be waited for on its own.
  let residuals = vec4f(x[at], x[at + outputs], x[at + 2u * outputs], x[at + 3u * outputs]);
  // One value per token.
  var products = vec4f();
  for (var n = 0u; n < team_steps; n += 1u) {
    let place = lane + n * team;
    products.x += product_step(first_token, first, place);
    products.y += product_step(first_token + 1u, first, place);
    products.z += product_step(first_token + 2u, first, place);
    products.w += product_step(first_token + 3u, first, place);
  }
  products = team_sums(local, products);
  if (lane == 0u && output < outputs) {
    for (var t = 0u; t < tokens_each; t += 1u) {
      sum[at + t * outputs] = /*@residual*/ residuals[t] + /*@*/ products[t];
    }
  }
}

fn product_step(row_token: u32, first: u32, place: u32) -> f32 {
  token = row_token;
  let chunk = in_row(place);
  return masked(vec4f(/*@weight_product*/ product_chunk(input_chunk(chunk), first, chunk, weight_type) /*@*/), place).x;
}
