/** Whether a row's values depend on how many run with it: part of the engine's contract, types only. */
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { KernelSet, Program, StepName } from '../../vocabulary/program.ts';

export interface BatchInvarianceReport {
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  /** Rows that the one in question ran among, itself included: 1 is alone. The last is what the others are compared with. */
  among: number[];
  /** In the order of the pass, the reference's first. */
  stages: BatchedStage[];
}

/** A stage of the last row, over all layers, as kernels compute it from the reference's inputs. */
export interface BatchedStage {
  set: KernelSet;
  /** The steps that ran as one kernel or one after the other, for most rows. */
  steps: readonly StepName[];
  stage: string;
  layers: number;
  /** One for each of `among` at which the kernels write this stage. */
  rows: BatchedRow[];
}

export interface BatchedRow {
  among: number;
  shape: BatchShape;
  /** The kernels that ran, in order. */
  kernels: string[];
  /** Layers in which a bit differs from the largest batch. */
  layers: number;
  /** Values whose bits differ, of all layers'. */
  values: number;
  of: number;
  /** rms(difference) / rms(value) of the worst layer. */
  error: number;
}
