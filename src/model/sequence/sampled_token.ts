import type { PassTimer } from '../../gpu/timer.ts';
import type { StepFusions } from '../../kernels/context.ts';
import type { LogitLens } from '../observe/logit_lens.ts';
import type { TokenStatistics, TokenWatcher } from '../observe/token_statistics.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { StepNanoseconds, StepTimer } from '../observe/step_timer.ts';

/** A token sampled from the logits of the last position run. */
export interface SampledToken {
  id: number;
  /** Milliseconds on the GPU's clock of the pass that made it; null without timestamps or where `steps` has the times. */
  gpuMs: number | null;
  /** Null unless it was to be timed step by step. */
  steps: StepTimes | null;
  /** Of the token that was run before sampling; null unless asked for. */
  statistics: TokenStatistics | null;
}

/** How long the steps of one token took. */
export interface StepTimes {
  /** As it ran: steps without a fused kernel here run the reference. */
  program: Program;
  /** Which neighbouring steps were one kernel. */
  fusions: StepFusions;
  ns: StepNanoseconds;
  /** Nanoseconds that sampling took on the CPU, where it did: `sample` is then missing from `ns`. */
  cpuSampleNs: number | null;
}

/** What is measured of a token while it runs. */
export interface Probes {
  /** Times the pass as a whole. */
  pass?: PassTimer | null;
  /** Times every step. */
  steps?: StepTimer | null;
  watcher?: TokenWatcher | null;
  /** With `watcher` only. */
  lens?: LogitLens | null;
}
