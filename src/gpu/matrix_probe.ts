/** The forms of the language that shaders/matrices/matrices.wgsl uses, and nothing else. */
const probe = `
enable f16;
enable chromium_experimental_subgroup_matrix;
@group(0) @binding(0) var<storage, read> halves: array<f16>;
var<workgroup> sums: array<f32, 256>;
@compute @workgroup_size(32)
fn probe() {
  var sum: subgroup_matrix_result<f32, 16, 16>;
  let left = subgroupMatrixLoad<subgroup_matrix_left<f16, 16, 16>, row_major>(&halves, 0u, 16u);
  let right = subgroupMatrixLoad<subgroup_matrix_right<f16, 16, 16>, col_major>(&halves, 0u, 16u);
  sum = subgroupMatrixMultiplyAccumulate(left, right, sum);
  subgroupMatrixStore<row_major>(&sums, 0u, sum, 16u);
}`;

/**
 * Whether this browser compiles subgroup matrices as they are written here. They are experimental, and their syntax changes under one
 * feature name: Chromium 150 offers the feature and rejects what Chromium 156 accepts.
 */
export async function writesMatrices(device: GPUDevice): Promise<boolean> {
  device.pushErrorScope('validation');
  device.createShaderModule({ label: 'subgroup matrix probe', code: probe });
  return (await device.popErrorScope()) === null;
}
