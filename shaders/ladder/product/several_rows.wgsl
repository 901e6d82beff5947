// sum = x + W y of one token. As down/product_add.wgsl, but a team has several rows, so that inputs are read once for all of them.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: team_rows
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
fn several_rows(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % team;
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  // Rows beyond the last are computed as the last again.
  let first = min(rows_from(row), vec4<u32>(outputs - 1u)) * inputs;
  var products = vec4f();
  for (var n = 0u; n < team_steps; n += 1u) {
    let chunk = in_row(lane + n * team);
    products += masked(products_of(input_chunk(chunk), first, chunk, weight_type), lane + n * team);
  }
  products = team_sums(local, products);
  for (var r = 0u; r < rows_each; r += 1u) {
    if (lane == 0u && row + r < outputs) {
      sum[row + r] = x[row + r] + products[r];
    }
  }
}
