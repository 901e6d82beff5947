// sum = x + W y of one token. A workgroup a row, as in workgroup_a_row.wgsl, but an invocation takes eight elements at a time: 16 bytes of
// 16-bit weights in one load, where it took a word for each element before, and half of it for nothing.
// Shapes: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs].
// needs: weight_vec8, input_vec8
@group(0) @binding(0) var<storage, read> y: array<vec4f>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> sum: array<f32>;

override group_size: u32; // a power of two
override inputs: u32;

var<workgroup> parts: array<f32, group_size>;

fn input_four(index: u32) -> vec4f {
  return y[index];
}

@compute @workgroup_size(group_size)
fn vector_loads(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x;
  var product = 0f;
  for (var i = 8u * local; i < inputs; i += 8u * group_size) {
    product += product_vec8(input_vec8(0u, i, false), row * inputs + i, inputs - i);
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
