const probe = `
@group(0) @binding(0) var<storage, read_write> values: array<vec2f, 1024>;
@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
  values[id.x] = unpack2x16float(id.x * 0x10001u);
}`;

/** Mantissas of an f16. */
const count = 1024;
const bytes = count * 8;

/** Whether `unpack2x16float` keeps every subnormal, in both halves of a word. WGSL lets it flush them to 0. */
export async function keepsF16Subnormals(device: GPUDevice): Promise<boolean> {
  const module = device.createShaderModule({ label: 'subnormal probe', code: probe });
  const pipeline = await device.createComputePipelineAsync({
    label: 'subnormal probe',
    layout: 'auto',
    compute: { module },
  });
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const values = device.createBuffer({ label: 'subnormal probe', size: bytes, usage: STORAGE | COPY_SRC });
  const copy = device.createBuffer({ label: 'subnormal probe copy', size: bytes, usage: COPY_DST | MAP_READ });
  try {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = [{ binding: 0, resource: { buffer: values } }];
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(count / 64);
    pass.end();
    encoder.copyBufferToBuffer(values, 0, copy, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await copy.mapAsync(GPUMapMode.READ);
    return new Float32Array(copy.getMappedRange()).every((value, i) => value === Math.floor(i / 2) * 2 ** -24);
  } finally {
    values.destroy();
    copy.destroy();
  }
}
