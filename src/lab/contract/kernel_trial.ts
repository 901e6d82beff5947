/** How a kernel alone was held to float64 on hard inputs: part of the engine's contract, types only. */
import type { StepName } from '../../vocabulary/program.ts';

export interface KernelTrial {
  /** The step that the kernel belongs to; null for a kernel of the reference. */
  step: StepName | null;
  /** The name of its check. */
  kernel: string;
  /** What its inputs are like, and its sizes, in words. */
  inputs: string;
  seed: number;
  /** rms(error) / rms(expected), and what it may be. */
  error: number;
  bound: number;
  bad: boolean;
}
