/** What a check of the fused kernels answers: part of the engine's contract, types only. */
import type { StepName } from '../../vocabulary/program.ts';

/** A step that is better run by its reference here. */
export interface Suspect {
  step: StepName;
  /** Whether its fused kernel computes wrong values, or does not even compile. */
  kind: 'wrong' | 'uncompiled';
  /** The steps to run fused for the lab to see it: the step, or those that are one kernel with it. */
  run: readonly StepName[];
  /** Why, as a clause: what is wrong where. */
  reason: string;
}

export interface SelfTestReport {
  /** In the order in which they were found. */
  suspects: Suspect[];
  /** Steps with a fused kernel for this model here, and stages that were compared. */
  steps: number;
  stages: number;
  /** The largest error among stages that are right, in multiples of its noise floor. */
  worst: number;
}
