/** Compares a diagnosis made here with one that was recorded, stage by stage. */
import type { Diagnosis, ReplayedStage } from '../../worker/api.ts';
import type { RecordedDiagnosis } from '../format/finding.ts';

/** `reproduced`: right on both sides, within what rounding explains, or wrong on both by similar errors. */
export type Outcome = 'identical' | 'reproduced' | 'differs';

/** A stage in one of the two runs. */
export interface Side {
  /** rms(error) / rms(reference), in multiples of the run's own noise floor. */
  timesFloor: number;
  /** Whether that run found the stage wrong. */
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

/** What two replays have in common. */
export interface ComparedStages {
  /** Those that both runs compared, in the order of the pass. */
  stages: ComparedStage[];
  counts: Record<Outcome, number>;
  /** The first that differs. */
  first: ComparedStage | null;
  /** Compared on one side only: other adapters fuse other steps, and earlier versions ran fewer kernels. */
  unmatched: number;
}

export interface Reproduction extends ComparedStages {
  /** Whether both blame the same step of the same layer, or none. */
  sameVerdict: boolean;
}

/**
 * Errors of a wrong stage follow the reference's own rounding, which differs from adapter to adapter: within this factor
 * they count as similar. Between right and wrong nothing more is allowed: the noise floors of each run already allow for rounding.
 */
const similar = 2;

/** `sameTokens` is false where a placeholder took the prompt's place: then the size of a wrong stage's error says nothing. */
export function compareRuns(
  recorded: Pick<RecordedDiagnosis, 'replay' | 'verdict'>,
  here: Pick<Diagnosis, 'replay' | 'verdict'>,
  sameTokens: boolean,
): Reproduction {
  const [was, is] = [recorded.verdict, here.verdict];
  return {
    ...compareStages(recorded.replay, here.replay, sameTokens),
    sameVerdict: was.status === is.status && was.step === is.step && was.layer === is.layer,
  };
}

/** `sameInputs` is false where the stages had others: then the size of a wrong stage's error says nothing. */
export function compareStages(
  recorded: readonly ReplayedStage[],
  here: readonly ReplayedStage[],
  sameInputs: boolean,
): ComparedStages {
  const others = new Map(here.map((stage) => [keyOf(stage), stage]));
  const stages = recorded
    .flatMap((stage) => {
      const other = others.get(keyOf(stage));
      return other ? [compared(stage, other, sameInputs)] : [];
    })
    .toSorted((a, b) => depth(a) - depth(b));
  const counts = { identical: 0, reproduced: 0, differs: 0 };
  for (const { outcome } of stages) counts[outcome] += 1;
  return {
    stages,
    counts,
    first: stages.find(({ outcome }) => outcome === 'differs') ?? null,
    unmatched: recorded.length + here.length - 2 * stages.length,
  };
}

const keyOf = ({ layer, steps, shape, stage }: ReplayedStage) => JSON.stringify([layer, steps, shape, stage]);

/** Where a stage is in the pass: `embed` before the layers, the logits after them. */
function depth({ layer, steps }: ComparedStage): number {
  if (layer !== null) return layer;
  return steps.includes('embed') ? -1 : Infinity;
}

function compared(recorded: ReplayedStage, here: ReplayedStage, sameInputs: boolean): ComparedStage {
  const { layer, steps, stage, shape } = recorded;
  return {
    layer,
    steps,
    stage,
    shape,
    recorded: sideOf(recorded),
    here: sideOf(here),
    outcome: outcomeOf(heldOf(recorded), heldOf(here), sameInputs),
  };
}

const sideOf = ({ evidence, floor, bad }: ReplayedStage): Side => ({ timesFloor: evidence.error / floor, bad });

const heldOf = ({ evidence: { error }, floor, bad }: ReplayedStage): Held => ({ error, allowed: floor, bad });

/** An error, what it is held to, and whether it is too large. */
interface Held {
  error: number;
  allowed: number;
  bad: boolean;
}

export function outcomeOf(recorded: Held, here: Held, sameInputs: boolean): Outcome {
  const [was, is] = [recorded.error, here.error];
  if (recorded.bad !== here.bad) return 'differs';
  if (sameInputs && Object.is(was, is) && recorded.allowed === here.allowed) return 'identical';
  if (!recorded.bad || !sameInputs) return 'reproduced';
  if (!Number.isFinite(was) || !Number.isFinite(is))
    return Number.isFinite(was) === Number.isFinite(is) ? 'reproduced' : 'differs';
  return Math.max(was, is) <= similar * Math.min(was, is) ? 'reproduced' : 'differs';
}
