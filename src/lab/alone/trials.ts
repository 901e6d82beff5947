import type { Gpu } from '../../gpu/device.ts';
import type { ModelWeights } from '../../model/families/family.ts';
import { stepNames, type Program, type StepName } from '../../vocabulary/program.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { Model } from '../model.ts';
import { seedOf } from '../reference/examine.ts';
import { triedIn } from './tried.ts';

/** Kernels of a step, or of the reference. */
type Kernels = StepName | 'plain';

/** Trials of a model's kernels: the same seed gives the same result on the same device, so each is made once. */
const made = new WeakMap<ModelWeights, Map<Kernels, KernelTrial[]>>();

/**
 * Holds every kernel of the reference and of the fused steps of `program`, alone, to float64 on hard inputs: the worst trial of each.
 * Tells the share that is done. Refuses with `stopped`.
 */
export async function worstTrials(
  gpu: Gpu,
  model: Model,
  program: Program,
  signal: AbortSignal,
  tell: (share: number) => void = () => {},
): Promise<KernelTrial[]> {
  const { weights } = model;
  const known = made.get(weights) ?? new Map<Kernels, KernelTrial[]>();
  made.set(weights, known);
  const wanted: Kernels[] = ['plain', ...stepNames.filter((step) => program[step] === 'fused')];
  // Checks of kernels are as large as the kernels, and needed only here.
  const { tryAlone } = await import('./try_alone.ts');
  const tried = triedIn(model, seedOf(model.info.hash));
  for (const [n, kernels] of wanted.entries()) {
    tell(n / wanted.length);
    if (known.has(kernels)) continue;
    const worst = new Map<string, KernelTrial>();
    for await (const trial of tryAlone(gpu, kernels, tried, signal)) {
      const before = worst.get(trial.kernel);
      if (!before || !(share(trial) <= share(before))) worst.set(trial.kernel, trial);
    }
    known.set(kernels, [...worst.values()]);
  }
  return wanted.flatMap((each) => known.get(each)!);
}

/** Of what is allowed. Kernels that only move values are right or wrong. */
function share({ error, bound }: KernelTrial): number {
  return error === 0 ? 0 : error / bound;
}
