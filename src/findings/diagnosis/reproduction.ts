/** Whether a run here says what a recorded one said, stage by stage. */
import type { Diagnosis, ReplayedStage } from '../../worker/api.ts';
import type { RecordedDiagnosis } from '../format/finding.ts';

/** `reproduced`: right on both, within what rounding explains, or wrong on both by alike errors. */
export type Outcome = 'identical' | 'reproduced' | 'differs';

/** A stage as one of the runs saw it. */
export interface Side {
  /** rms(error)/rms, in multiples of its own noise floor. */
  floors: number;
  /** Whether that run found it to be wrong. */
  bad: boolean;
}

export interface ComparedStage {
  layer: number | null;
  /** The steps that ran as one kernel. */
  steps: readonly string[];
  stage: string;
  shape: ReplayedStage['shape'];
  recorded: Side;
  here: Side;
  outcome: Outcome;
}

export interface Reproduction {
  /** Those that both runs looked at, in the order of the pass. */
  stages: ComparedStage[];
  counts: Record<Outcome, number>;
  /** Where they differ first. */
  first: ComparedStage | null;
  /** Looked at on one side only: other adapters join other steps, and earlier versions ran fewer kernels. */
  unmatched: number;
  /** Whether both blame the same step of the same layer, or none. */
  sameVerdict: boolean;
}

/**
 * Errors of a wrong stage follow the reference's own rounding, which differs from adapter to adapter: they count as alike
 * within a factor of this. Between right and wrong there is nothing to allow: the floors of each run have done so.
 */
const alike = 2;

/** `sameTokens` is false where another prompt stood in: then how far off a wrong stage is says nothing. */
export function compareRuns(
  recorded: Pick<RecordedDiagnosis, 'replay' | 'verdict'>,
  here: Pick<Diagnosis, 'replay' | 'verdict'>,
  sameTokens: boolean,
): Reproduction {
  const others = new Map(here.replay.map((stage) => [keyOf(stage), stage]));
  const stages = recorded.replay
    .flatMap((stage) => {
      const other = others.get(keyOf(stage));
      return other ? [compared(stage, other, sameTokens)] : [];
    })
    .toSorted((a, b) => depth(a) - depth(b));
  const counts = { identical: 0, reproduced: 0, differs: 0 };
  for (const { outcome } of stages) counts[outcome] += 1;
  const [was, is] = [recorded.verdict, here.verdict];
  return {
    stages,
    counts,
    first: stages.find(({ outcome }) => outcome === 'differs') ?? null,
    unmatched: recorded.replay.length + here.replay.length - 2 * stages.length,
    sameVerdict: was.status === is.status && was.step === is.step && was.layer === is.layer,
  };
}

const keyOf = ({ layer, steps, shape, stage }: ReplayedStage) => JSON.stringify([layer, steps, shape, stage]);

/** The residual stream enters with embed and leaves by the logits. */
function depth({ layer, steps }: ComparedStage): number {
  if (layer !== null) return layer;
  return steps.includes('embed') ? -1 : Infinity;
}

function compared(recorded: ReplayedStage, here: ReplayedStage, sameTokens: boolean): ComparedStage {
  const { layer, steps, stage, shape } = recorded;
  return {
    layer,
    steps,
    stage,
    shape,
    recorded: sideOf(recorded),
    here: sideOf(here),
    outcome: outcomeOf(recorded, here, sameTokens),
  };
}

const sideOf = ({ evidence, floor, bad }: ReplayedStage): Side => ({ floors: evidence.error / floor, bad });

function outcomeOf(recorded: ReplayedStage, here: ReplayedStage, sameTokens: boolean): Outcome {
  const [was, is] = [recorded.evidence.error, here.evidence.error];
  if (recorded.bad !== here.bad) return 'differs';
  if (sameTokens && Object.is(was, is) && recorded.floor === here.floor) return 'identical';
  if (!recorded.bad || !sameTokens) return 'reproduced';
  if (!Number.isFinite(was) || !Number.isFinite(is))
    return Number.isFinite(was) === Number.isFinite(is) ? 'reproduced' : 'differs';
  return Math.max(was, is) <= alike * Math.min(was, is) ? 'reproduced' : 'differs';
}

/** The answer in one sentence. `adapter` is the one here. */
export function answer({ stages, counts, first, sameVerdict }: Reproduction, adapter: string): string {
  if (stages.length === 0) return `Nothing to compare: ${adapter} looked at none of the recorded stages.`;
  if (first) {
    const place = first.layer === null ? '' : `, layer ${first.layer}`;
    return `Differs first at step ${first.steps.join(' and ')}${place}, stage ${first.stage}, on ${adapter}: ${counts.differs} of ${stages.length} stages differ.`;
  }
  if (!sameVerdict) return `All ${stages.length} stages are reproduced on ${adapter}, and yet the verdict is another.`;
  if (counts.identical === stages.length) return `Reproduced to the bit on ${adapter}: all ${stages.length} stages.`;
  return `Reproduced on ${adapter}: all ${stages.length} stages, within the noise floor where they are right.`;
}
