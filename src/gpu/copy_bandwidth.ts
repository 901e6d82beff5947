import { Arena } from './arena.ts';
import type { Gpu } from './device.ts';

const largest = 256 * 2 ** 20;
const copies = 16;

/** Bytes read and written a second by copies of 256 MiB (or half of the largest buffer), the best of three series. */
export async function copyBandwidth(gpu: Gpu): Promise<number> {
  const { device } = gpu;
  // On the CPU such a copy takes 0.1 s.
  const bytes = Math.min(gpu.adapter.isFallback ? 2 ** 24 : largest, Math.floor(device.limits.maxBufferSize / 2));
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const { arena, value } = await Arena.create(gpu, 'copy bandwidth', (arena) => ({
    from: arena.buffer('from', bytes, COPY_SRC | COPY_DST),
    to: arena.buffer('to', bytes, COPY_DST | COPY_SRC),
  }));
  try {
    let best = Infinity;
    for (let series = 0; series < 4; series++) {
      const encoder = device.createCommandEncoder({ label: 'copies' });
      for (let i = 0; i < copies; i++) {
        const [from, to] = i % 2 === 0 ? [value.from, value.to] : [value.to, value.from];
        encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
      }
      const started = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      // The first series touches the memory for the first time.
      if (series > 0) best = Math.min(best, performance.now() - started);
    }
    return (2 * bytes * copies * 1000) / best;
  } finally {
    arena.destroy();
  }
}
