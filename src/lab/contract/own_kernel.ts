/** How a person's own kernel is tried: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { ModelConfig } from '../../model/families/model_config.ts';
import type { ReplayedStage } from './diagnosis.ts';
import type { KernelTrial } from './kernel_trial.ts';

/** A kernel that a person's own can stand in for: one that the loaded model runs on this adapter. */
export interface KernelOnFile {
  name: string;
  runs: KernelRun[];
  /** As it is in the repository, comments included. */
  text: string;
}

/** Where a kernel runs in a pass. */
export interface KernelRun {
  step: StepName;
  shape: BatchShape;
}

export interface OwnKernelProgress {
  doing: 'compile' | 'alone' | 'replay' | 'time';
  /** The share of the whole that is done, between 0 and 1. */
  done: number;
}

export interface OwnKernelRequest {
  text: string;
  /** Decides sizes and values of the trials. */
  seed: number;
}

/** What a compiler said of a person's kernel. */
export interface KernelMessage {
  type: 'error' | 'warning' | 'info';
  text: string;
  /** The shared file that it is about, below the root of the repository; null for the person's own text. */
  file: string | null;
  /** From 1 on; null where the compiler names none. */
  line: number | null;
  column: number | null;
}

/** Microseconds of a kernel in a layer, the person's and the one on file: medians, taken in turns. */
export interface KernelTime {
  shape: BatchShape;
  own: number;
  onFile: number;
}

export interface OwnKernelReport {
  schema: 1;
  model: { name: string; hash: string; config: ModelConfig };
  adapter: AdapterDescription;
  /** The one that it stands in for; null where the text does not say. */
  kernel: string | null;
  text: string;
  seed: number;
  /** Whether it compiled; if not, an error among the messages says why, and nothing was tried. */
  compiled: boolean;
  messages: KernelMessage[];
  /** Alone, beside float64, on hard inputs at odd sizes. */
  alone: KernelTrial[];
  /** In the model, on the reference's inputs. */
  replay: ReplayedStage[];
  /** Empty where the adapter offers no timestamps. */
  times: KernelTime[];
}
