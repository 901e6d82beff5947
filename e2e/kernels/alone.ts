import type { Gpu } from '../../src/gpu/device.ts';
import type { ModelShape } from '../../src/kernels/checking/check.ts';
import type { WeightType } from '../../src/kernels/operands.ts';
import { tryAlone } from '../../src/lab/alone/try_alone.ts';
import type { KernelTrial } from '../../src/lab/contract/kernel_trial.ts';
import { stepNames } from '../../src/vocabulary/program.ts';

/** Every kernel alone on hard inputs, once a seed. */
export async function runAlone(
  gpu: Gpu,
  shape: ModelShape,
  formats: readonly WeightType[],
  seeds: readonly number[],
): Promise<KernelTrial[]> {
  const trials = [];
  for (const seed of seeds) {
    for (const kernels of ['plain', ...stepNames] as const) {
      const tried = tryAlone(
        gpu,
        kernels,
        { shape, formats, cacheType: seed % 2 === 0 ? 'f32' : 'f16', seed },
        new AbortController().signal,
      );
      for await (const trial of tried) trials.push(trial);
    }
  }
  return trials;
}
