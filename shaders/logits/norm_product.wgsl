// y = W (x * gain) * rsqrt(mean(x^2) + eps) of one token, for one piece of the rows of W: the logits, or q, k or v alone.
// Shapes: x [inputs], gain [inputs], weight [outputs of this piece, inputs] -> y from `first` on. One dispatch per piece.
// needs: norm_rows
struct Params {
  outputs: u32,
  first: u32, // the piece's first row
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;

fn input_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_product(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  let sums = norm_rows(local, min(rows_from(row), vec4<u32>(params.outputs - 1u)) * inputs, weight_type);
  let scale = inverseSqrt(sums.w / f32(inputs) /*@eps*/ + params.eps /*@*/);
  for (var r = 0u; r < rows_each; r += 1u) {
    if (local % team == 0u && row + r < params.outputs) {
      store(params.first + row + r, sums[r] * scale);
    }
  }
}

fn store(row: u32, value: f32) {
  y[row] = /*@projection*/ value /*@*/;
}
