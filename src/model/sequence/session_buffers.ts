import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { PassTimer, timerBytes } from '../../gpu/timer.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { allocateActivations, type Activations, type BatchSize } from '../pass/activations.ts';
import { maxFew } from '../../vocabulary/batch_shape.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { GpuSampler } from '../sampling/gpu_sampler.ts';
import type { SequenceMemory } from './sequence.ts';

/** Tokens that may be in flight at once. More hide no more of a round trip, and are discarded at a stop. */
export const maxInFlight = 4;

/** All that a session has on the GPU besides its cache and recordings. */
export interface SessionBuffers {
  activations: Activations;
  sampler: GpuSampler;
  /** For sampled ids, and for stages and logits. */
  ids: ReadbackRing;
  stages: ReadbackRing;
  timer: PassTimer | null;
  destroy(): void;
}

/** Refuses with `out-of-memory`; nothing stays allocated then. */
export async function createSessionBuffers(
  gpu: Gpu,
  config: ModelConfig,
  size: BatchSize,
  tuning: Tuning,
): Promise<SessionBuffers> {
  const { arena, value: buffers } = await Arena.create(gpu, 'activations', (arena) => {
    const activations = allocateActivations(arena, config, size, tuning);
    const { logits, gate, q, x } = activations;
    const largest = Math.max(...[logits, gate, q, x].map(({ binding }) => binding.size));
    return {
      activations,
      sampler: new GpuSampler(arena, activations, tuning),
      ids: new ReadbackRing(arena, 'sampled', maxInFlight, 4 * maxFew + timerBytes),
      stages: new ReadbackRing(arena, 'readback', 1, largest + timerBytes),
      timer: PassTimer.create(arena, 'timer'),
    };
  });
  return {
    ...buffers,
    destroy() {
      buffers.sampler.destroy();
      buffers.timer?.destroy();
      arena.destroy();
    },
  };
}

/** The buffers in which passes and the sampler find where the sequence stands. */
export function sequenceMemory({ device: { queue } }: Gpu, { activations, sampler }: SessionBuffers): SequenceMemory {
  return {
    writeBatch: ({ start, tokens }) => queue.writeBuffer(activations.batch, 0, Uint32Array.of(start, tokens)),
    writeIds: (ids) => queue.writeBuffer(activations.ids, 0, Uint32Array.from(ids)),
    writeSeen: (words, first, count) => queue.writeBuffer(sampler.seen, 4 * first, words, first, count),
  };
}
