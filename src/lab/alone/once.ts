import type { Gpu } from '../../gpu/device.ts';
import type { KernelSource } from '../../gpu/kernel_cache.ts';
import type { Case, Check, ModelShape, Sizes } from '../../kernels/checking/check.ts';
import { HardRandom, hardWords, type HardKind } from '../../kernels/checking/hard_random.ts';
import { Random } from '../../kernels/checking/random.ts';
import { Rig, WrittenBeyond } from '../../kernels/checking/rig.ts';
import { inWords } from '../../kernels/checking/run.ts';
import type { WeightType } from '../../kernels/operands.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';

/** Tokens at once, and outputs: odd. */
const most = { tokens: 9, outputs: 65, qRows: 65, kvRows: 33, start: 1500 } as const;

/** Widths of the model: what kernels are compiled for. */
const widths: ReadonlySet<string> = new Set(['inputs', 'width', 'headDim', 'kvHeads', 'group']);

/**
 * Of what f32 does in order, in multiples. A kernel sums in another order, and sums that cancel show it more than others. Of 5,076 trials on
 * the CPU adapter, in six formats, the worst was 4.7.
 */
const allowed = 10;

/** What a kernel is tried on once. */
interface Once {
  kind: HardKind;
  sizes: Sizes;
  format: WeightType;
  /** Formats of the model that the kernel takes. */
  own: readonly WeightType[];
  /** What caches hold. */
  cacheType: CacheType;
  seed: number;
}

/** Holds a kernel to float64 on one input; kernels are as `rewrite` has them. Throws what recording throws. */
export async function once(
  gpu: Gpu,
  check: Check,
  { kind, sizes, format, own, cacheType, seed }: Once,
  rewrite: ((source: KernelSource) => KernelSource) | null = null,
): Promise<Pick<KernelTrial, 'inputs' | 'error' | 'bound' | 'bad'>> {
  const rig = await Rig.create(gpu, {}, [cacheType]);
  try {
    const built = await check.build(rig, sizes, new HardRandom(seed, kind), format, own);
    await rig.run({
      batch: built.batch,
      plan(recorder, batch) {
        recorder.rewrite = rewrite;
        built.plan(recorder, batch);
      },
    });
    const named = inWords({ rig, case: built, sizes, format: check.formats.length > 0 ? format : null });
    const inputs = `${hardWords[kind]} (${named})`;
    const judged = await judgement(built);
    if (judged === null)
      return { inputs: `${inputs}, beyond the end of its output`, error: Infinity, bound: 0, bad: true };
    const { error, floor, bound } = judged;
    const limit = bound + allowed * floor;
    return { inputs, error, bound: limit, bad: !(error <= limit) };
  } finally {
    rig.destroy();
  }
}

/** Null for a kernel that writes where its output has ended. */
async function judgement(built: Case) {
  try {
    return await built.judge();
  } catch (error) {
    if (error instanceof WrittenBeyond) return null;
    throw error;
  }
}

/** The check's random sizes with the model's widths; null where it does not take those. */
export function sizesInModel(check: Check, model: ModelShape, seed: number): Sizes | null {
  const sampled = check.sample(new Random(seed));
  const own = check.inModel(model);
  const sizes = Object.fromEntries(
    Object.entries(fewer(sampled)).map(([name, value]) => [name, widths.has(name) ? own[name]! : value]),
  );
  const misfit = Object.entries(check.multiples ?? {}).some(([name, of]) => sizes[name]! % of! !== 0);
  return misfit ? null : sizes;
}

/** So few tokens and outputs that float64 takes milliseconds. */
export function fewer(sizes: Sizes): Sizes {
  const limits: Readonly<Record<string, number>> = most;
  return Object.fromEntries(
    Object.entries(sizes).map(([name, value]) => [name, Math.min(value, limits[name] ?? Infinity)]),
  );
}
