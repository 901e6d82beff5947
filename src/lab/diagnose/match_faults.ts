import { UncompiledSteps } from '../../gpu/recording.ts';
import { faults } from '../../kernels/variants/catalogue.ts';
import type { Fault } from '../../kernels/variants/fault.ts';
import { EditMisfit } from '../../kernels/variants/variant.ts';
import type { Program, StepName } from '../../vocabulary/program.ts';
import type { RecordedProgram } from '../../model/pass/programs/recordings.ts';
import type { Replay, TriedStage } from '../../model/observe/replay.ts';
import { distanceShare, effectOn } from '../../numerics/evidence/fault_effect.ts';
import { fusedOnly, type Isolated } from './isolate.ts';
import type { Case, BadSteps } from './survey.ts';

/** The same fault differs by rounding only, far below this. */
const alike = 0.05;

/** What ran: the wrong kernels that were found, the step's kernels as shipped, or those with a known fault. */
type Ran = 'found' | 'shipped' | Fault;

/**
 * The known fault that a finding matches, or null. Each fault of the steps that may be wrong is injected into the shipped kernels, on the
 * same inputs, and its effect is compared with the finding. The shipped kernels may be wrong themselves, so the effect is measured
 * against their own output.
 */
export async function matchFault(
  looked: Case,
  { steps: wrong, finding: { layer, steps, shape }, program }: Isolated,
): Promise<Fault | null> {
  const { replay, variants } = looked;
  const alone = fusedOnly(wrong);
  const trials: { candidate: RecordedProgram; steps: readonly StepName[]; ran: Ran }[] = [
    { candidate: await replay.prepare(program, variants), steps, ran: 'found' },
    { candidate: await replay.prepare(alone), steps: wrong, ran: 'shipped' },
  ];
  for (const fault of faults.filter((known) => wrong.some((step) => step === known.step))) {
    const candidate = await simulate(replay, alone, fault, layer);
    if (candidate) trials.push({ candidate, steps: wrong, ran: fault });
  }
  const outputs = new Map<Ran, TriedStage[]>();
  const here = (at: number | null, first: StepName, as: BadSteps['shape']) =>
    at === layer && as === shape ? trials.filter((trial) => trial.steps[0] === first) : [];
  for await (const { trial, stages } of replay.run(looked, here)) {
    // The first batch is as good as any.
    if (!outputs.has(trial.ran)) outputs.set(trial.ran, stages);
    if (outputs.size === trials.length) break;
  }
  const ranked = trials
    .flatMap(({ ran }) => (typeof ran === 'string' ? [] : [{ fault: ran, share: share(outputs, ran) }]))
    .toSorted((a, b) => a.share - b.share);
  return ranked[0] && ranked[0].share < alike ? ranked[0].fault : null;
}

/** The step with a fault; null where the fault does not fit the kernels as they are now, or does not compile here. */
async function simulate(
  replay: Replay,
  program: Program,
  { name, edits }: Fault,
  layer: number | null,
): Promise<RecordedProgram | null> {
  try {
    return await replay.prepare(program, [{ name, layer, edits }]);
  } catch (error) {
    if (error instanceof EditMisfit || error instanceof UncompiledSteps) return null;
    throw error;
  }
}

/** The largest distance share over the stages that all trials wrote. */
function share(outputs: ReadonlyMap<Ran, readonly TriedStage[]>, fault: Fault): number {
  const named = (ran: Ran, name: string) => outputs.get(ran)?.find(({ stage }) => stage === name);
  const shares = (outputs.get(fault) ?? []).flatMap(({ stage, values, reference }) => {
    const [found, without] = [named('found', stage), named('shipped', stage)];
    return found && without
      ? [distanceShare(effectOn(reference, values, without.values), found.values, reference)]
      : [];
  });
  return shares.length > 0 ? Math.max(...shares) : Infinity;
}
