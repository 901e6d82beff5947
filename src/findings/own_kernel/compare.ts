/** Compares what came of a kernel here with what was recorded. */
import type { KernelTime, KernelTrial } from '../../worker/api.ts';
import { compareStages, outcomeOf, type ComparedStages, type Outcome } from '../diagnosis/reproduction.ts';
import { ownKernelStatus, type OwnKernelStatus, type Tried } from '../copy/own_kernel.ts';

/** A trial alone in both runs: of the same inputs, which the seed and the adapter's kernels decide. */
export interface ComparedTrial extends Pick<KernelTrial, 'kernel' | 'inputs' | 'seed'> {
  recorded: KernelTrial;
  here: KernelTrial;
  outcome: Outcome;
}

export interface KernelReproduction {
  status: Record<'recorded' | 'here', OwnKernelStatus>;
  trials: ComparedTrial[];
  /** Of the replay in the model. */
  stages: ComparedStages;
  /** Of the shapes that both timed. */
  times: { shape: KernelTime['shape']; recorded: KernelTime; here: KernelTime }[];
  /** Whether the verdict is the same, and no trial or stage differs. Times never count: they are the machine's. */
  reproduced: boolean;
}

/** `sameText` is false for two kernels that are not known to be one: then the size of an error says nothing. */
export function compareKernels(recorded: Tried, here: Tried, sameText: boolean): KernelReproduction {
  const status = { recorded: ownKernelStatus(recorded), here: ownKernelStatus(here) };
  const others = new Map(here.alone.map((trial) => [keyOf(trial), trial]));
  const trials = recorded.alone.flatMap((trial): ComparedTrial[] => {
    const { kernel, inputs, seed } = trial;
    const other = others.get(keyOf(trial));
    return other
      ? [{ kernel, inputs, seed, recorded: trial, here: other, outcome: outcomeOf(held(trial), held(other), sameText) }]
      : [];
  });
  const stages = compareStages(recorded.replay, here.replay, sameText);
  const times = recorded.times.flatMap((time) => {
    const other = here.times.find(({ shape }) => shape === time.shape);
    return other ? [{ shape: time.shape, recorded: time, here: other }] : [];
  });
  const differs = trials.some(({ outcome }) => outcome === 'differs') || stages.counts.differs > 0;
  return { status, trials, stages, times, reproduced: status.recorded === status.here && !differs };
}

/** Trials whose sizes the adapter decides have other inputs elsewhere. */
const keyOf = ({ kernel, inputs, seed }: KernelTrial) => JSON.stringify([kernel, inputs, seed]);

const held = ({ error, bound, bad }: KernelTrial) => ({ error, allowed: bound, bad });
