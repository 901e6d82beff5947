import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { PassTimer, timerBytes } from '../../gpu/timer.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { allocateActivations, type Activations, type LogitRows } from '../pass/activations.ts';
import { BatchPlace } from './batch_position.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { GpuSampler } from '../sampling/gpu_sampler.ts';

/** Tokens that may be on their way at once. More hide no more of a round trip, and are thrown away at a stop. */
export const mostInFlight = 4;

/** All that a session has on the GPU besides its cache and recordings. */
export interface SessionBuffers {
  activations: Activations;
  sampler: GpuSampler;
  place: BatchPlace;
  /** For drawn ids, and for stages and logits. */
  ids: ReadbackRing;
  stages: ReadbackRing;
  timer: PassTimer | null;
  destroy(): void;
}

/** Refuses with `out-of-memory`; nothing is kept then. */
export async function createSessionBuffers(
  gpu: Gpu,
  config: ModelConfig,
  size: { chunk: number; positions: number; logits: LogitRows },
  tuning: Tuning,
): Promise<SessionBuffers> {
  const { arena, value: buffers } = await Arena.create(gpu, 'activations', (arena) => {
    const activations = allocateActivations(arena, config, size, tuning);
    const { logits, gate, q, x } = activations;
    const largest = Math.max(...[logits, gate, q, x].map(({ binding }) => binding.size));
    return {
      activations,
      sampler: new GpuSampler(arena, activations, size.logits, tuning),
      place: new BatchPlace(gpu.device.queue, activations.batch),
      ids: new ReadbackRing(arena, 'drawn', mostInFlight, 4 + timerBytes),
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
