import { cacheChoice } from '../../src/kernels/attention/cache.ts';
import type { Gpu } from '../../src/gpu/device.ts';
import type { ModelShape } from '../../src/kernels/checking/check.ts';
import { readOwnKernel, replaceable, variantOf } from '../../src/kernels/own/own_kernel.ts';
import { tuningFor } from '../../src/kernels/tuning.ts';
import type { KernelTrial } from '../../src/lab/contract/kernel_trial.ts';
import { ownTrials } from '../../src/lab/own_kernel/trials.ts';
import type { StepName } from '../../src/vocabulary/program.ts';

/** A person's kernel alone on hard inputs. */
export async function runOwn(gpu: Gpu, text: string, shape: ModelShape, seed: number): Promise<KernelTrial[]> {
  const choices = { ...tuningFor(gpu).choices, ...cacheChoice({ type: 'f32' }) };
  const own = await readOwnKernel(text, choices);
  const kernel = own.file.name;
  const steps = [replaceable.get(kernel)!.path.split('/')[0] as StepName];
  const replaced = { kernel, steps, variant: variantOf(own, choices) };
  const trials = [];
  const tried = ownTrials(
    gpu,
    replaced,
    { shape, formats: ['F32'], cacheType: 'f32', seed },
    new AbortController().signal,
  );
  for await (const trial of tried) trials.push(trial);
  return trials;
}
