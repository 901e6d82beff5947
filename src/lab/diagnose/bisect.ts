import { stepNames, type StepName } from '../../vocabulary/program.ts';
import { stageName, type Stage } from '../../vocabulary/stages.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { smallestSubset } from '../../numerics/smallest_subset.ts';
import type { Bisection, TriedProgram } from '../contract/diagnosis.ts';
import { fusedOnly } from './isolate.ts';
import { lockstep, type Lockstep } from './lockstep.ts';
import type { Case } from './survey.ts';

type Sessions = Parameters<typeof lockstep>[0];

/** The smallest set of fused steps that still makes a stage drift or a token change, and every program tried on the way. */
export async function bisect(sessions: Sessions, looked: Omit<Case, 'replay' | 'config'>): Promise<Bisection> {
  const fused = stepNames.filter((step) => step !== 'sample' && looked.program[step] === 'fused');
  const trail: TriedProgram[] = [];
  const isBad = async (steps: readonly StepName[]) => {
    const drifted = await lockstep(sessions, { ...looked, program: fusedOnly(steps) });
    const tried = summed(steps, drifted);
    trail.push(tried);
    return tried.bad;
  };
  return { steps: await smallestSubset(fused, isBad), trail };
}

function summed(steps: readonly StepName[], { drifts, logits }: Lockstep): TriedProgram {
  const first = drifts.find(exceeds);
  return {
    steps: [...steps],
    bad: first !== undefined || logits.sameTop < 1,
    firstStage: first ? stageName(first.layer, first.stage as Stage) : null,
    firstToken: logits.firstDifferent?.row ?? null,
    maxKl: logits.max,
  };
}
