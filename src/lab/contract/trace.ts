/** What a trace is asked and answers: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { ModelConfig } from '../../model/families/model_config.ts';
import type { StageStatistics } from '../../numerics/stage_statistics.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { Prompt } from './diagnosis.ts';
import type { LoadedCache, LoadedWeights } from './loaded_model.ts';

export interface TraceRequest {
  prompt: Prompt;
  /** Greedy tokens to generate after the prompt. */
  generate: number;
  /** Tokens in a prefill chunk. */
  chunk: number;
  /** Which kernels run. */
  program: Program;
  /** Faults injected into the fused kernels, for this trace only. */
  faults: ChosenFault[];
  /** Whether every stage that the program writes between its kernels goes to `onTensor`. */
  tensors: boolean;
}

export interface TraceReport {
  schema: 1;
  model: TracedModel;
  adapter: AdapterDescription;
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  faults: ChosenFault[];
  tokens: number[];
  /** `text` is null when the checkpoint has no tokenizer. */
  generated: { ids: number[]; text: string | null };
  /** Over the prompt; layer null outside the layers. */
  stages: ({ layer: number | null; stage: string } & StageStatistics)[];
  dispatchesPerToken: number;
  /** `decode…` are null when nothing was decoded, `gpu…` also where the adapter has no timestamps. */
  timings: { loadMs: number; prefillMs: number; decodeMsPerToken: number | null; gpuDecodeMsPerToken: number | null };
}

/** The model that a trace or a benchmark ran. */
export interface TracedModel {
  name: string;
  hash: string;
  config: ModelConfig;
  parameters: number;
  dtypes: string[];
  weights: LoadedWeights;
  cache: LoadedCache;
}

/** A stage at consecutive prompt positions: `data` is [rows, ...shape] in f32, and its first row is at position `firstRow`. */
export interface TracedTensor {
  name: string;
  firstRow: number;
  rows: number;
  shape: number[];
  data: Float32Array;
}
