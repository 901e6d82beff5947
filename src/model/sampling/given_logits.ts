import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { GpuSampler } from './gpu_sampler.ts';
import { SeenIds } from './seen_ids.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Samples on the GPU from logits that are given, not computed, so that the right ids are known. */
export class GivenLogits {
  private constructor(
    private readonly gpu: Gpu,
    private readonly sampler: GpuSampler,
    private readonly logits: GPUBuffer,
    private readonly ids: GPUBuffer,
    private readonly sampled: ReadbackRing,
  ) {}

  /** For a vocabulary of `width` ids, and at most `maxTokens` tokens at once. Refuses with `out-of-memory`. */
  static async with<T>(gpu: Gpu, width: number, maxTokens: number, ask: (from: GivenLogits) => Promise<T>): Promise<T> {
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const { arena, value } = await Arena.create(gpu, 'given logits', (arena) => {
      const [logits, ids] = [4 * width, 4].map((bytes) =>
        arena.buffer('given logits', bytes, STORAGE | COPY_DST | COPY_SRC),
      );
      const batch = arena.buffer('batch', 8, STORAGE | COPY_DST);
      gpu.device.queue.writeBuffer(batch, 0, Uint32Array.of(0, 1));
      const binding = { buffer: logits!, offset: 0, size: logits!.size };
      const activations = { batch, ids: ids!, logits: { binding, width, rows: { fixed: 1 } } };
      const sampler = new GpuSampler(arena, activations, tuningFor(gpu));
      return new GivenLogits(gpu, sampler, logits!, ids!, new ReadbackRing(arena, 'sampled', 1, 4 * maxTokens));
    });
    try {
      return await ask(value);
    } finally {
      value.sampler.destroy();
      arena.destroy();
    }
  }

  /** Compiles what {@link run} takes under `settings`: seconds, the first time. */
  prepare(settings: SamplingSettings): Promise<void> {
    return this.sampler.prepare(settings);
  }

  /**
   * The ids sampled at `steps`, all from the same logits, and of the ids in `mask` where there is one. Each counts as seen from the
   * next step on.
   */
  async run(
    logits: Float32Array<ArrayBuffer>,
    settings: SamplingSettings,
    context: readonly number[],
    steps: readonly number[],
    mask: Uint32Array<ArrayBuffer> | null = null,
  ): Promise<number[]> {
    const { queue } = this.gpu.device;
    queue.writeBuffer(this.logits, 0, logits);
    await this.sampler.prepare(settings, mask !== null);
    this.sampler.begin(settings);
    if (mask) this.sampler.permit(mask);
    const seen = new SeenIds(logits.length);
    seen.reset(context);
    queue.writeBuffer(this.sampler.seen, 0, seen.words);
    const slot = this.sampled.acquire();
    for (const step of steps) {
      const encoder = this.gpu.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      this.sampler.encode(pass, step, 'last');
      pass.end();
      slot.copy(encoder, this.ids, 4);
      queue.submit([encoder.finish()]);
    }
    return [...new Uint32Array(await slot.read())];
  }
}
