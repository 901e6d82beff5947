// sum = x + W y of one token. One invocation a row, an element at a time, in order: what one would write first.
// Neighbouring invocations read addresses that are a whole row apart, so every load fetches a line of memory for one element of it, and a
// matrix of 1,024 rows gives work to 1,024 invocations only.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: blocks, weight_words
@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<u32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override outputs: u32;

fn weight_word(index: u32) -> u32 {
  return weight[index];
}

@compute @workgroup_size(group_size)
fn invocation_a_row(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= outputs) {
    return;
  }
  var product = 0f;
  for (var i = 0u; i < inputs; i += 1u) {
    product += y[i] * weight_value(row * inputs + i);
  }
  sum[row] = x[row] + product;
}
