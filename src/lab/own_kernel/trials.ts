import type { Gpu } from '../../gpu/device.ts';
import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { Recorder } from '../../gpu/recording.ts';
import { checksByStep } from '../../kernels/checking/catalogue.ts';
import type { Check, Sizes } from '../../kernels/checking/check.ts';
import { hardKinds, type HardKind } from '../../kernels/checking/hard_random.ts';
import { Random } from '../../kernels/checking/random.ts';
import { Rig } from '../../kernels/checking/rig.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { varied, type Variant } from '../../kernels/variants/variant.ts';
import type { WeightType } from '../../kernels/operands.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { StepName } from '../../vocabulary/program.ts';
import { fewer, once, sizesInModel } from '../alone/once.ts';
import type { Tried } from '../alone/tried.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import { refuseIfStopped } from '../diagnose/stopped.ts';

/** A kernel, the steps that run it, and what has it run in place of the one on file. */
interface Replaced {
  kernel: string;
  steps: readonly StepName[];
  variant: Variant;
}

/**
 * Holds a person's kernel alone to float64 on hard inputs: at odd sizes, at the model's widths, and at others. Yields each trial. Refuses
 * with `stopped`; throws what recording throws.
 */
export async function* ownTrials(
  gpu: Gpu,
  { kernel, steps, variant }: Replaced,
  { shape, formats, cacheType, seed }: Tried,
  signal: AbortSignal,
): AsyncGenerator<KernelTrial, void, void> {
  for (const step of steps) {
    const rewrite = (source: KernelSource) => varied(variant, source, step, null);
    for (const [name, { check, tuning }] of Object.entries(checksByStep[step] ?? {})) {
      const own = check.formats.filter((format) => formats.includes(format));
      if (tuning !== undefined || (check.formats.length > 0 && own.length === 0)) continue;
      if (!(await runs(gpu, check, kernel, own, cacheType, seed))) continue;
      const inputs = inputsOf(check, sizesInModel(check, shape, seed), seed);
      for (const [n, { kind, sizes }] of inputs.entries()) {
        // Subgroup matrices keep 22 bits of an input. What that makes of sums that cancel has not been measured.
        if ('tokens' in sizes && tuningFor(gpu).subgroupMatrices) continue;
        refuseIfStopped(signal);
        const format = own[n % own.length] ?? 'F32';
        const trial = await once(gpu, check, { kind, sizes, format, own, cacheType, seed: seed + n }, rewrite);
        yield { step, kernel: name, seed: seed + n, ...trial };
      }
    }
  }
}

/** Whether a check runs a kernel on this adapter. */
async function runs(
  gpu: Gpu,
  check: Check,
  kernel: string,
  formats: readonly WeightType[],
  cacheType: CacheType,
  seed: number,
): Promise<boolean> {
  const rig = await Rig.create(gpu, {}, [cacheType]);
  try {
    const random = new Random(seed);
    const built = await check.build(rig, check.sample(random), random, formats[0] ?? 'F32', formats);
    const recorder = new Recorder<unknown>();
    built.plan(recorder, rig.batch(built.batch));
    return recorder.planned.some((each) => each.kind === 'dispatch' && each.source.contract.name === kernel);
  } finally {
    rig.destroy();
  }
}

/** Sizes that a kernel is compiled for, and what is hard about the values. */
interface Inputs {
  kind: HardKind;
  sizes: Sizes;
}

/** All kinds at odd sizes and, where it takes those, at the model's widths. */
function inputsOf(check: Check, inModel: Sizes | null, seed: number): Inputs[] {
  const all = [oddSizes(check, seed), ...(inModel ? [inModel] : [])];
  return all.flatMap((sizes) => hardKinds.map((kind) => ({ kind, sizes })));
}

/** Of so many random sizes the first with a row that ends within eight values; kernels of whole blocks have none. */
const tries = 32;

function oddSizes(check: Check, seed: number): Sizes {
  const sampled = Array.from({ length: tries }, (_, n) => fewer(check.sample(new Random(seed + n))));
  return (
    sampled.find(({ inputs, headDim }) => [inputs, headDim].some((width) => (width ?? 0) % 8 !== 0)) ?? sampled[0]!
  );
}
