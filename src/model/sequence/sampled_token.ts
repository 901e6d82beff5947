import type { PassTimer } from '../../gpu/timer.ts';
import type { Joins } from '../../kernels/context.ts';
import type { TokenStatistics } from '../observe/token_statistics.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { StepNanoseconds, StepTimer } from '../observe/step_timer.ts';

/** A token drawn from the logits of the last position run. */
export interface Drawn {
  id: number;
  /** Time on the GPU's clock of the pass that made it, null where the device has no timestamps or `steps` has the times. */
  gpuMs: number | null;
  /** Null unless it was asked to be timed step by step. */
  steps: StepTimes | null;
  /** Of the token run before the draw; null unless asked for. */
  statistics: TokenStatistics | null;
}

/** How long the steps of one token took. */
export interface StepTimes {
  /** As it ran: steps without a fused kernel here are the reference's. */
  program: Program;
  /** Which neighbouring steps were one kernel. */
  joins: Joins;
  ns: StepNanoseconds;
  /** For a token that was drawn on the CPU: the time that took there. Its `sample` is missing from `ns`. */
  cpuDrawNs: number | null;
}

/** What is looked at in the pass before a draw: its time, whole or by its steps, and what it left. */
export interface Watch {
  pass?: PassTimer | null;
  steps?: { timer: StepTimer; joins: Joins } | null;
  /** Encodes what reads the figures back, which the run takes, and waits for them once submitted. */
  statistics?: ((encoder: GPUCommandEncoder) => () => Promise<TokenStatistics>) | null;
}
