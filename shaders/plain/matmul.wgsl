// y[row, first + output] = sum over i of x[row, i] * weight[output, i], in order. An invocation computes an output.
// A weight too large for one binding comes in pieces of rows: `first` is the piece's first output, `width` the width of y.
// Shapes: x [rows, inputs], weight [outputs of this piece, inputs] -> columns of y [rows, width] from `first` on.
// needs: blocks, weight_words
struct Params {
  inputs: u32,
  outputs: u32,
  first: u32,
  width: u32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;

fn weight_word(index: u32) -> u32 {
  return weight[index];
}

@compute @workgroup_size(group_size)
fn matmul(@builtin(global_invocation_id) id: vec3u) {
  let output = id.x;
  let row = id.y;
  if (output >= params.outputs) {
    return;
  }
  var sum = 0f;
  for (/*@summation_order*/ var i = 0u; i < params.inputs; i += 1u /*@*/) {
    let index = output * params.inputs + i;
    sum += x[row * params.inputs + i] * weight_value(index);
  }
  y[row * params.width + params.first + output] = sum;
}
