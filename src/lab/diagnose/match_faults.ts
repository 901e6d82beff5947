import { UncompiledSteps } from '../../gpu/recording.ts';
import { faults } from '../../kernels/variants/faults/catalogue.ts';
import type { Fault } from '../../kernels/variants/faults/fault.ts';
import { EditMisfit } from '../../kernels/variants/variant.ts';
import { uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import type { RecordedProgram } from '../../model/pass/recordings.ts';
import type { Replay, TriedStage } from '../../model/observe/replay.ts';
import { distanceShare, effectOn } from '../../numerics/evidence/fault_effect.ts';
import type { Case, Finding } from './survey.ts';

/** The same mistake leaves rounding only, far below this. */
const alike = 0.05;

/** What ran: what was found, the step's kernels on file, or those with a known mistake. */
type Ran = 'found' | 'on file' | Fault;

/**
 * Which known mistake a finding looks like: each of the step's is made on purpose, on the same inputs, in the kernels on file, and what it
 * changes there compared with what was found. Those kernels may be what is wrong, so what they leave without it is taken
 * off. Null where none fits.
 */
export async function matchFault(
  { replay, program, variants, tokens, sizes }: Case,
  { layer, steps, shape }: Finding,
  step: StepName,
): Promise<Fault | null> {
  const alone: Program = { ...uniformProgram('reference'), [step]: 'fused' };
  const trials: { candidate: RecordedProgram; steps: readonly StepName[]; ran: Ran }[] = [
    { candidate: await replay.prepare(program, variants), steps, ran: 'found' },
    { candidate: await replay.prepare(alone), steps: [step], ran: 'on file' },
  ];
  for (const fault of faults.filter((known) => known.step === step)) {
    const candidate = await simulate(replay, alone, fault, layer);
    if (candidate) trials.push({ candidate, steps: [step], ran: fault });
  }
  const left = new Map<Ran, TriedStage[]>();
  const here = (at: number | null, first: StepName, as: Finding['shape']) =>
    at === layer && as === shape ? trials.filter((trial) => trial.steps[0] === first) : [];
  for await (const { trial, stages } of replay.run(tokens, sizes, here)) {
    // The first batch is as good as any.
    if (!left.has(trial.ran)) left.set(trial.ran, stages);
    if (left.size === trials.length) break;
  }
  const ranked = trials
    .flatMap(({ ran }) => (typeof ran === 'string' ? [] : [{ fault: ran, share: share(left, ran) }]))
    .toSorted((a, b) => a.share - b.share);
  return ranked[0] && ranked[0].share < alike ? ranked[0].fault : null;
}

/** A step with a mistake; null where it does not fit the kernels on file as they are changed, or does not compile here. */
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

/** Over the stages that all left. */
function share(left: ReadonlyMap<Ran, readonly TriedStage[]>, fault: Fault): number {
  const named = (ran: Ran, name: string) => left.get(ran)?.find(({ stage }) => stage === name);
  const shares = (left.get(fault) ?? []).flatMap(({ stage, values, reference }) => {
    const [found, without] = [named('found', stage), named('on file', stage)];
    return found && without
      ? [distanceShare(effectOn(reference, values, without.values), found.values, reference)]
      : [];
  });
  return shares.length > 0 ? Math.max(...shares) : Infinity;
}
