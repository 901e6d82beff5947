import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { GpuSampler } from './gpu_sampler.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Draws by the GPU sampler from logits that are given, not computed: what it draws can be known. */
export class Draws {
  private constructor(
    private readonly gpu: Gpu,
    private readonly sampler: GpuSampler,
    private readonly logits: GPUBuffer,
    private readonly ids: GPUBuffer,
    private readonly drawn: ReadbackRing,
  ) {}

  /** For one vocabulary, of `width` ids, and up to `most` draws at once. Refuses with `out-of-memory`. */
  static async with<T>(gpu: Gpu, width: number, most: number, ask: (draws: Draws) => Promise<T>): Promise<T> {
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const { arena, value } = await Arena.create(gpu, 'draws', (arena) => {
      const [logits, ids] = [4 * width, 4].map((bytes) =>
        arena.buffer('drawn from', bytes, STORAGE | COPY_DST | COPY_SRC),
      );
      const batch = arena.buffer('batch', 8, STORAGE | COPY_DST);
      gpu.device.queue.writeBuffer(batch, 0, Uint32Array.of(0, 1));
      const binding = { buffer: logits!, offset: 0, size: logits!.size };
      const activations = { batch, ids: ids!, logits: { binding, width, rows: { fixed: 1 } } };
      const sampler = new GpuSampler(arena, activations, 'last', tuningFor(gpu));
      return new Draws(gpu, sampler, logits!, ids!, new ReadbackRing(arena, 'drawn', 1, 4 * most));
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

  /** The ids drawn at `steps`, all from the same logits; a drawn one counts as seen at the next. */
  async run(
    logits: Float32Array<ArrayBuffer>,
    settings: SamplingSettings,
    context: readonly number[],
    steps: readonly number[],
  ): Promise<number[]> {
    const { queue } = this.gpu.device;
    queue.writeBuffer(this.logits, 0, logits);
    await this.prepare(settings);
    this.sampler.begin(settings, context);
    const slot = this.drawn.acquire();
    for (const step of steps) {
      const encoder = this.gpu.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      this.sampler.encode(pass, step);
      pass.end();
      slot.copy(encoder, this.ids, 4);
      queue.submit([encoder.finish()]);
    }
    return [...new Uint32Array(await slot.read())];
  }
}
