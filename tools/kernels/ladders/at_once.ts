import type { Gpu } from '../../../src/gpu/device.ts';

/** Every workgroup waits until all have begun, or until it has asked `patience` times; the first that gives up says how many had. */
const probe = `
struct Seen {
  begun: atomic<u32>,
  gave_up: atomic<u32>, // how many had begun then, 0 if nobody gave up
}
@group(0) @binding(0) var<storage, read_write> seen: Seen;
override group_size: u32;
override patience: u32;
@compute @workgroup_size(group_size)
fn probe(@builtin(num_workgroups) all: vec3u, @builtin(local_invocation_index) local: u32) {
  if (local == 0u) {
    atomicAdd(&seen.begun, 1u);
    var n = 0u;
    while (n < patience && atomicLoad(&seen.begun) < all.x && atomicLoad(&seen.gave_up) == 0u) {
      n += 1u;
    }
    if (n == patience) {
      atomicCompareExchangeWeak(&seen.gave_up, 0u, atomicLoad(&seen.begun));
    }
  }
  // Every invocation stays until then, and its registers with it.
  workgroupBarrier();
}`;

const most = 1024;
const patience = 20_000;
const attempts = 3;

/**
 * How many workgroups of the largest size were seen running at once: the fewest of three attempts, at most 1024. WGSL promises no more than
 * one, and nothing says that the next dispatch will have as many.
 */
export async function workgroupsAtOnce({ device }: Gpu): Promise<number> {
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const constants = { group_size: device.limits.maxComputeInvocationsPerWorkgroup, patience };
  const module = device.createShaderModule({ label: 'workgroups at once', code: probe });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module, constants } });
  const seen = device.createBuffer({ size: 8, usage: STORAGE | COPY_SRC | COPY_DST });
  const copy = device.createBuffer({ size: 8, usage: COPY_DST | MAP_READ });
  const entries = [{ binding: 0, resource: { buffer: seen } }];
  const bindGroup = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  let fewest = most;
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      device.queue.writeBuffer(seen, 0, new Uint32Array(2));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(most);
      pass.end();
      encoder.copyBufferToBuffer(seen, 0, copy, 0, 8);
      device.queue.submit([encoder.finish()]);
      await copy.mapAsync(GPUMapMode.READ);
      const gaveUp = new Uint32Array(copy.getMappedRange())[1]!;
      copy.unmap();
      if (gaveUp > 0) fewest = Math.min(fewest, gaveUp);
    }
    return fewest;
  } finally {
    seen.destroy();
    copy.destroy();
  }
}
