import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { encode, record, type Recording } from '../../gpu/recording.ts';
import copyWords from '../../../shaders/bench/copy_words.wgsl';
import { sourceOf } from '../compose.ts';

/** By then clocks have risen: between short bursts of work an NVIDIA H200 runs every kernel at half its speed. */
const minMs = 500;
const groupSize = 256;
/** Workgroups, enough to fill any GPU several times. */
const groups = 8192;

/**
 * Bytes read and written per second by copies of 256 MiB: the best of many series of 64. A kernel copies, because a device may have an
 * engine of its own for `copyBufferToBuffer`: on an NVIDIA H200 that moved 0.4 to 0.8 TB/s of the memory's 4.8.
 */
export async function copyBandwidth(gpu: Gpu): Promise<number> {
  // On the CPU such a copy takes 0.1 s.
  const [maxBytes, copies, minSeries] = gpu.adapter.isFallback ? [2 ** 24, 4, 3] : [2 ** 28, 64, 6];
  const bytes = Math.min(maxBytes, gpu.adapter.maxBindingBytes);
  const { arena, value } = await Arena.create(gpu, 'copy bandwidth', (arena) => ({
    original: arena.buffer('original', bytes, GPUBufferUsage.STORAGE),
    duplicate: arena.buffer('duplicate', bytes, GPUBufferUsage.STORAGE),
  }));
  let recording: Recording<never> | null = null;
  try {
    recording = await record<never>(gpu, 'copy', (recorder) => {
      for (let i = 0; i < copies; i++) {
        const [original, duplicate] =
          i % 2 === 0 ? [value.original, value.duplicate] : [value.duplicate, value.original];
        recorder.dispatch(
          sourceOf(copyWords, { group_size: groupSize }, {}),
          { original, duplicate },
          { count: Math.floor(bytes / 16) },
          { x: groups, y: 1 },
        );
      }
    });
    let best = Infinity;
    const begun = performance.now();
    for (let series = 0; series < minSeries || performance.now() - begun < minMs; series++) {
      const encoder = gpu.device.createCommandEncoder({ label: 'copies' });
      const pass = encoder.beginComputePass({ label: 'copies' });
      encode(pass, recording.commands, { start: 0, tokens: 1 });
      pass.end();
      const started = performance.now();
      gpu.device.queue.submit([encoder.finish()]);
      await gpu.device.queue.onSubmittedWorkDone();
      // The first series also pays for the first use of the memory.
      if (series > 0) best = Math.min(best, performance.now() - started);
    }
    return (2 * bytes * copies * 1000) / best;
  } finally {
    recording?.destroy();
    arena.destroy();
  }
}
