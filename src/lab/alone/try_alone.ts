import type { Gpu } from '../../gpu/device.ts';
import { UncompiledSteps } from '../../gpu/recording.ts';
import { checksByStep } from '../../kernels/checking/catalogue.ts';
import { hardKinds } from '../../kernels/checking/hard_random.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import { refuseIfStopped } from '../diagnose/stopped.ts';
import { once, sizesInModel } from './once.ts';
import type { Tried } from './tried.ts';

/**
 * Holds every kernel of a step, or of the reference (`plain`), alone to float64 on hard inputs, at the model's widths and odd sizes otherwise. Yields each trial. Refuses with
 * `stopped`.
 */
export async function* tryAlone(
  gpu: Gpu,
  step: StepName | 'plain',
  { shape, formats, cacheType, seed }: Tried,
  signal: AbortSignal,
): AsyncGenerator<KernelTrial, void, void> {
  for (const [kernel, { check, tuning }] of Object.entries(checksByStep[step] ?? {})) {
    const sizes = tuning === undefined ? sizesInModel(check, shape, seed) : null;
    // Subgroup matrices keep 22 bits of an input. What that makes of sums that cancel has not been measured.
    const byMatrices = step !== 'plain' && 'tokens' in (sizes ?? {}) && tuningFor(gpu).subgroupMatrices;
    if (!sizes || byMatrices) continue;
    const own = check.formats.filter((format) => formats.includes(format));
    // The model has no weights in a format of this kernel, and compiling it takes up to a second on a CPU.
    if (check.formats.length > 0 && own.length === 0) continue;
    // A check without sizes takes all values there are.
    const kinds = Object.keys(sizes).length === 0 ? hardKinds.slice(0, 1) : hardKinds;
    for (const [n, kind] of kinds.entries()) {
      refuseIfStopped(signal);
      const format = own[n % own.length] ?? 'F32';
      const trial = await orUncompiled(once(gpu, check, { kind, sizes, format, own, cacheType, seed: seed + n }));
      if (trial) yield { step: step === 'plain' ? null : step, kernel, seed: seed + n, ...trial };
    }
  }
}

/** Null for a kernel that does not compile here: whoever runs it is told. */
async function orUncompiled<T>(trial: Promise<T>): Promise<T | null> {
  try {
    return await trial;
  } catch (error) {
    if (error instanceof UncompiledSteps) return null;
    throw error;
  }
}
