import type { Gpu } from '../../gpu/device.ts';
import { UncompiledSteps } from '../../gpu/recording.ts';
import type { Check, ModelShape, Sizes } from '../../kernels/checking/check.ts';
import { HardRandom, hardKinds, hardWords, type HardKind } from '../../kernels/checking/hard_random.ts';
import { Rig } from '../../kernels/checking/rig.ts';
import { Random } from '../../kernels/checking/random.ts';
import { checksByStep } from '../../kernels/checking/catalogue.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { inWords } from '../../kernels/checking/run.ts';
import type { WeightType } from '../../kernels/operands.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import { refuseIfStopped } from '../diagnose/stopped.ts';

/** Tokens at once, and outputs: odd, and few enough that float64 takes milliseconds. */
const most = { tokens: 9, outputs: 65, qRows: 65, kvRows: 33, start: 1500 } as const;

/** Widths of the model: what kernels are compiled for. */
const widths: ReadonlySet<string> = new Set(['inputs', 'width', 'headDim', 'kvHeads', 'group']);

/**
 * Of what f32 does in order, in multiples. A kernel sums in another order, and sums that cancel show it more than others. Of 5,076 trials on
 * the CPU adapter, in six formats, the worst was 4.7.
 */
const allowed = 10;

interface Tried {
  shape: ModelShape;
  /** Formats of the model's matrices, and of its norms. */
  formats: readonly WeightType[];
  /** What its cache holds. */
  cacheType: CacheType;
  seed: number;
}

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
    const sizes = tuning === undefined ? sizesOf(check, shape, seed) : null;
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
      const trial = await once(gpu, check, { kind, sizes, format, own, cacheType, seed: seed + n });
      if (trial) yield { step: step === 'plain' ? null : step, kernel, seed: seed + n, ...trial };
    }
  }
}

interface Once {
  kind: HardKind;
  sizes: Sizes;
  format: WeightType;
  /** Formats of the model that the kernel takes. */
  own: readonly WeightType[];
  cacheType: CacheType;
  seed: number;
}

/** Null for a kernel that does not compile here: whoever runs it is told. */
async function once(
  gpu: Gpu,
  check: Check,
  { kind, sizes, format, own, cacheType, seed }: Once,
): Promise<Pick<KernelTrial, 'inputs' | 'error' | 'bound' | 'bad'> | null> {
  const rig = await Rig.create(gpu, {}, [cacheType]);
  try {
    const built = await check.build(rig, sizes, new HardRandom(seed, kind), format, own);
    await rig.run(built);
    const { error, floor, bound } = await built.judge();
    const limit = bound + allowed * floor;
    const named = inWords({ rig, case: built, sizes, format: check.formats.length > 0 ? format : null });
    return { inputs: `${hardWords[kind]} (${named})`, error, bound: limit, bad: !(error <= limit) };
  } catch (error) {
    if (error instanceof UncompiledSteps) return null;
    throw error;
  } finally {
    rig.destroy();
  }
}

/** The check's random sizes with the model's widths; null where it does not take those. */
function sizesOf(check: Check, model: ModelShape, seed: number): Sizes | null {
  const sampled = check.sample(new Random(seed));
  const own = check.inModel(model);
  const sizes = Object.fromEntries(
    Object.entries(sampled).map(([name, value]) => [name, widths.has(name) ? own[name]! : fewer(name, value)]),
  );
  const misfit = Object.entries(check.multiples ?? {}).some(([name, of]) => sizes[name]! % of! !== 0);
  return misfit ? null : sizes;
}

function fewer(name: string, value: number): number {
  const limit = (most as Record<string, number>)[name];
  return limit === undefined || value <= limit ? value : limit;
}
