import { reordered } from '../../kernels/variants/reordered.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import type { StepFusions } from '../../kernels/context.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import { stepNames, uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import { refuseIfStopped, unlessStopped } from './stopped.ts';
import { unwritten } from '../../model/pass/output_values.ts';
import type { Examined, Replay, TriedStage } from '../../model/observe/replay.ts';
import { gatherEvidence, type Evidence } from '../../numerics/evidence/evidence.ts';

/** The error of one stage as a run of steps computes it from the reference's inputs. */
export interface BadSteps {
  layer: number | null;
  /** The steps that ran as one kernel: one step, unless steps are fused with each other. */
  steps: readonly StepName[];
  /** The shape of the batch. */
  shape: BatchShape;
  stage: string;
  evidence: Evidence;
  /** What rounding alone does to the same stage: the error of the reference with its sums taken in reverse order. */
  floor: number;
}

/** Half a unit in the last place of f32: the error of storing a result. */
const storing = 2 ** -24;

/** The fused steps of a program, grouped into those that run as one kernel. */
export function runsOf(program: Program, fusions: StepFusions): StepName[][] {
  const runs: StepName[][] = [];
  for (const step of stepNames) {
    if (step === 'sample' || program[step] === 'reference') continue;
    const withPrevious =
      (step === 'attention' && fusions.ropeAttention) || (step === 'attn_out' && fusions.attentionOut);
    if (withPrevious) runs.at(-1)!.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** What is examined: a program, with `variants` of its kernels, on tokens. */
export interface Case extends Examined {
  replay: Replay;
  program: Program;
  variants: readonly Variant[];
  signal: AbortSignal;
}

interface SurveyOptions {
  /** The one layer to look at, or null for what is outside the layers; all where it is missing. */
  only?: number | null;
  /** Receives the share that is done. */
  tell?: (share: number) => void;
  /** Whether a run of steps is looked at in a batch of this shape; all are where it is missing. */
  concerns?: (steps: readonly StepName[], shape: BatchShape) => boolean;
}

/** Runs every fused step on the reference's inputs. Refuses with `stopped`. */
export async function survey(
  looked: Case,
  { only, tell = () => {}, concerns = () => true }: SurveyOptions = {},
): Promise<BadSteps[]> {
  const { replay, program, variants, signal } = looked;
  const plain = uniformProgram('reference');
  // The replay itself runs the last one.
  const prepared = [
    replay.prepare(program, variants),
    replay.prepare(plain, [reordered]),
    replay.prepare(plain),
  ] as const;
  const [candidate, backwards] = await unlessStopped(signal, Promise.all(prepared));
  const trialsAt = (layer: number | null, step: StepName, shape: BatchShape) => {
    if (only !== undefined && layer !== only) return [];
    const isLooked = (steps: readonly StepName[]) => steps[0] === step && concerns(steps, shape);
    return runsOf(candidate.program, replay.fusions(candidate, shape)).flatMap((steps) =>
      isLooked(steps)
        ? [
            { candidate, steps, floor: false },
            { candidate: backwards, steps, floor: true },
          ]
        : [],
    );
  };
  const found = new Map<string, BadSteps>();
  const floors = new Map<string, number>();
  let batch: object | null = null;
  let begun = 0;
  for await (const tried of replay.run(looked, trialsAt)) {
    refuseIfStopped(signal);
    if (tried.batch !== batch) tell(begun++ / replay.batches(looked));
    ({ batch } = tried);
    for (const { stage, evidence } of evidenceOf(tried)) {
      const { layer, shape, trial } = tried;
      const key = [layer, trial.steps, shape, stage].join();
      if (trial.floor) floors.set(key, Math.max(floors.get(key) ?? storing, evidence.error));
      else if (!(evidence.error <= (found.get(key)?.evidence.error ?? -1))) {
        found.set(key, { layer, steps: trial.steps, shape, stage, evidence, floor: storing });
      }
    }
  }
  return [...found].map(([key, finding]) => ({ ...finding, floor: floors.get(key) ?? storing }));
}

export function evidenceOf({ stages }: { stages: readonly TriedStage[] }) {
  return stages.map(({ stage, width, values, reference }) => ({
    stage,
    evidence: gatherEvidence(values, reference, width, unwritten),
  }));
}
