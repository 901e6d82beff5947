import { Arena } from './arena.ts';
import type { Contract } from './contract.ts';
import type { Gpu } from './device.ts';
import { buildKernel } from './kernel.ts';
import { ReadbackRing } from './readback.ts';

const probe = `
@group(0) @binding(0) var<storage, read_write> values: array<vec2f, 1024>;
@compute @workgroup_size(64)
fn subnormal_probe(@builtin(global_invocation_id) id: vec3u) {
  values[id.x] = unpack2x16float(id.x * 0x10001u);
}`;

const contract: Contract<{ values: 'read_write' }, {}, never> = {
  name: 'subnormal_probe',
  bindings: { values: 'read_write' },
  params: {},
  constants: [],
  workgroup: ['64'],
};

/** Mantissas of an f16. */
const count = 1024;
const bytes = count * 8;

/**
 * Whether `unpack2x16float` keeps every subnormal, in both halves of a word. WGSL lets it flush them to 0. Refuses with `out-of-memory`, or
 * with `bad-kernel` where not even this compiles.
 */
export async function keepsF16Subnormals(gpu: Gpu): Promise<boolean> {
  const { device } = gpu;
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const { arena, value } = await Arena.create(gpu, 'the first kernel', (arena) => ({
    buffer: arena.buffer('values', bytes, STORAGE | COPY_SRC),
    ring: new ReadbackRing(arena, 'readback', 1, bytes),
  }));
  try {
    const { pipeline, layout } = await buildKernel(device, contract, probe, {});
    const encoder = device.createCommandEncoder({ label: 'subnormal probe' });
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = [{ binding: 0, resource: { buffer: value.buffer } }];
    pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
    pass.dispatchWorkgroups(count / 64);
    pass.end();
    const slot = value.ring.acquire();
    slot.copy(encoder, value.buffer, bytes);
    device.queue.submit([encoder.finish()]);
    return new Float32Array(await slot.read()).every((found, i) => found === Math.floor(i / 2) * 2 ** -24);
  } finally {
    arena.destroy();
  }
}
