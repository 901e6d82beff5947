// sum = x + W y of one token. A workgroup a row: neighbouring invocations read neighbouring elements, so that a line of memory is used
// whole, and their sums meet in workgroup memory, half of them at a time.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: blocks, weight_words
@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<u32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32; // a power of two
override inputs: u32;

var<workgroup> parts: array<f32, group_size>;

fn weight_word(index: u32) -> u32 {
  return weight[index];
}

@compute @workgroup_size(group_size)
fn workgroup_a_row(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x;
  var product = 0f;
  for (var i = local; i < inputs; i += group_size) {
    product += y[i] * weight_value(row * inputs + i);
  }
  parts[local] = product;
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      parts[local] += parts[local + half];
    }
  }
  if (local == 0u) {
    sum[row] = x[row] + parts[0];
  }
}
