/** What the self-test of the fused kernels answers: part of the engine's contract, types only. */
import type { StepName } from '../../vocabulary/program.ts';

/** A step whose fused kernel is unusable here, so that the reference runs instead. */
export interface Suspect {
  step: StepName;
  /** Whether its fused kernel computes wrong values or does not compile. */
  kind: 'wrong' | 'uncompiled';
  /** The steps that must be fused to reproduce it in the lab: this one, or all that are one kernel with it. */
  run: readonly StepName[];
  /** What is wrong and where, as a clause. */
  reason: string;
}

/** What the self-test found of the reference itself. `reason` is a clause. */
export type TestedReference =
  | { status: 'right'; stages: number; worst: number }
  | { status: 'wrong' | 'unread'; reason: string };

export interface SelfTestReport {
  /** Where it is wrong, nothing was compared with it. */
  reference: TestedReference;
  /** In the order they were found. */
  suspects: Suspect[];
  /** Steps with a fused kernel for this model here. */
  steps: number;
  /** Stages that were compared. */
  stages: number;
  /** Kernels that were held to float64 alone, on hard inputs. */
  kernels: number;
  /** The largest error among stages that pass, in multiples of the noise floor. */
  worst: number;
}
