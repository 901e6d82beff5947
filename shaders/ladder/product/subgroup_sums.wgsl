// sum = x + W y of one token. A workgroup a row with loads of eight elements, as in vector_loads.wgsl, but sums meet between registers:
// a barrier and a trip through workgroup memory for each subgroup, where there was one for each halving.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: team, weight_vec8, input_vec8
@group(0) @binding(0) var<storage, read> y: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32; // the team is all of it
override inputs: u32;

fn input_four(index: u32) -> vec4f {
  return y[index];
}

@compute @workgroup_size(group_size)
fn subgroup_sums(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x;
  var product = 0f;
  for (var i = 8u * local; i < inputs; i += 8u * group_size) {
    product += product_vec8(input_vec8(0u, i, false), row * inputs + i, inputs - i);
  }
  product = team_sum(local, product);
  if (local == 0u) {
    sum[row] = x[row] + product;
  }
}
