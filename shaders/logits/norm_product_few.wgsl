// y of a few tokens, each as norm_product.wgsl computes one's.
// Shapes: x [tokens, inputs], gain [inputs], weight [outputs of this piece, inputs] -> y [tokens, width] from column `first` on. One dispatch
// per piece.
// needs: norm_rows_few
struct Params {
  outputs: u32,
  first: u32, // the piece's first row
  width: u32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;

fn row_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_product_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  let first_token = group.y * tokens_each;
  let all = norm_rows_few(local, min(rows_from(row), vec4<u32>(params.outputs - 1u)) * inputs, weight_type, first_token);
  for (var t = 0u; t < tokens_each; t += 1u) {
    let sums = sums_of_token(t, all);
    let scale = inverseSqrt(sums.w / f32(inputs) /*@eps*/ + params.eps /*@*/);
    for (var r = 0u; r < rows_each; r += 1u) {
      if (local % team == 0u && row + r < params.outputs) {
        store(first_token + t, params.first + row + r, sums[r] * scale);
      }
    }
  }
}

fn store(row_token: u32, row: u32, value: f32) {
  y[row_token * params.width + row] = /*@projection*/ value /*@*/;
}
