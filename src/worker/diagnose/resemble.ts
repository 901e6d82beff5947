import { faults } from '../../kernels/variants/faults/catalogue.ts';
import type { Fault } from '../../kernels/variants/faults/fault.ts';
import { EditMisfit } from '../../kernels/variants/variant.ts';
import { uniformProgram, type Program, type StepName } from '../../model/program.ts';
import type { RecordedProgram } from '../../model/recordings.ts';
import type { Replay, TriedStage } from '../../model/replay.ts';
import { distanceShare } from '../../numerics/likeness.ts';
import type { Case, Finding } from './survey.ts';

/** The same mistake leaves rounding only, far below this. */
const alike = 0.05;

/**
 * Which known mistake a finding looks like: each of the step's is made on purpose, on the same inputs, and what it leaves
 * compared with what was found. Null where none fits.
 */
export async function resemble(
  { replay, program, variants, tokens, sizes }: Case,
  { layer, steps, shape }: Finding,
  step: StepName,
): Promise<Fault | null> {
  const observed = { candidate: await replay.prepare(program, variants), steps, fault: null };
  const alone: Program = { ...uniformProgram('reference'), [step]: 'fused' };
  const simulated: { candidate: RecordedProgram; steps: readonly StepName[]; fault: Fault | null }[] = [];
  for (const fault of faults.filter((known) => known.step === step)) {
    const candidate = await simulate(replay, alone, fault, layer);
    if (candidate) simulated.push({ candidate, steps: [step], fault });
  }
  const left = new Map<Fault | null, TriedStage[]>();
  const here = (at: number | null, first: StepName, as: Finding['shape']) =>
    at === layer && as === shape ? [observed, ...simulated].filter((trial) => trial.steps[0] === first) : [];
  for await (const { trial, stages } of replay.run(tokens, sizes, here)) {
    // The first batch is as good as any.
    if (!left.has(trial.fault)) left.set(trial.fault, stages);
  }
  const ranked = simulated
    .map(({ fault }) => ({ fault, share: share(left.get(fault), left.get(null)) }))
    .toSorted((a, b) => a.share - b.share);
  return ranked[0] && ranked[0].share < alike ? ranked[0].fault : null;
}

/** A step with a mistake; null where the kernels on file are changed so much that it does not fit them. */
async function simulate(
  replay: Replay,
  program: Program,
  { name, edits }: Fault,
  layer: number | null,
): Promise<RecordedProgram | null> {
  try {
    return await replay.prepare(program, [{ name, layer, edits }]);
  } catch (error) {
    if (error instanceof EditMisfit) return null;
    throw error;
  }
}

/** Over the stages that both left. */
function share(simulated: readonly TriedStage[] = [], observed: readonly TriedStage[] = []): number {
  const shares = simulated.flatMap(({ stage, values, reference }) => {
    const other = observed.find((one) => one.stage === stage);
    return other ? [distanceShare(values, other.values, reference)] : [];
  });
  return shares.length > 0 ? Math.max(...shares) : Infinity;
}
