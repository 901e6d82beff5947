import type { Gpu } from '../../gpu/device.ts';
import { typeInMemory } from '../../model/weights/weight_choice.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { Model } from '../model.ts';
import { seedOf } from '../reference/examine.ts';

/**
 * Holds every kernel of the reference and of the fused steps of `program`, alone, to float64 on hard inputs: the worst trial of each.
 * The same model gets the same inputs each time. Refuses with `stopped`.
 */
export async function worstTrials(
  gpu: Gpu,
  { info, checkpoint }: Model,
  program: Program,
  signal: AbortSignal,
): Promise<KernelTrial[]> {
  // Checks of kernels are as large as the kernels, and needed only here.
  const { tryAlone } = await import('./try_alone.ts');
  const { hiddenSize, heads, kvHeads, headDim, ffnSize, vocabSize } = info.config;
  const shape = { hidden: hiddenSize, heads, kvHeads, headDim, ffn: ffnSize, vocabulary: vocabSize };
  const types = checkpoint.weights.map((weight) => typeInMemory(info.weights.choice, weight, checkpoint.family));
  const tried = { program, shape, formats: [...new Set(types)], seed: seedOf(info.hash) };
  const worst = new Map<string, KernelTrial>();
  for await (const trial of tryAlone(gpu, tried, signal)) {
    const known = worst.get(trial.kernel);
    if (!known || !(share(trial) <= share(known))) worst.set(trial.kernel, trial);
  }
  return [...worst.values()];
}

/** Of what is allowed. Kernels that only move values are right or wrong. */
function share({ error, bound }: KernelTrial): number {
  return error === 0 ? 0 : error / bound;
}
