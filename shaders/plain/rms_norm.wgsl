// y = x * rsqrt(mean(x^2) + eps) * gain. A workgroup takes a row: each invocation sums every group_size-th square, then the partial sums are
// added pairwise. group_size is a power of two. Rows of one token lie along x: 64 heads of 1,024 tokens are more workgroups than one
// dimension may have.
// Shapes: x [rows, width], gain [width] -> y [rows, width].
// needs: weight
struct Params {
  width: u32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> gain: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32;
var<workgroup> partial: array<f32, group_size>;

@compute @workgroup_size(group_size)
fn rms_norm(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let row = (group.y * groups.x + group.x) * params.width;
  var squares = 0f;
  for (/*@summation_order*/ var i = local; i < params.width; i += group_size /*@*/) {
    squares += x[row + i] * x[row + i];
  }
  partial[local] = squares;
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      partial[local] += partial[local + half];
    }
  }
  workgroupBarrier();
  let scale = inverseSqrt(partial[0] / f32(params.width) + params.eps);
  for (var i = local; i < params.width; i += group_size) {
    y[row + i] = x[row + i] * scale * widen(gain[word_index(i)], i);
  }
}
