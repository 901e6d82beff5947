/**
 * The contract between the page and the engine's worker: types only, so that importing it pulls no engine into the page.
 * Every call that can fail in an expected way answers with a `Result`; a rejected promise is a bug.
 */
import type { AdapterDescription } from '../gpu/adapter.ts';
import type { ModelConfig } from '../model/families/model_config.ts';
import type { FinishReason } from '../vocabulary/finish_reason.ts';
import type { Measured, Measuring } from '../model/observe/meter.ts';
import type { Program, ProgramName, StepName, Unavailable } from '../vocabulary/program.ts';
import type { QuantisationError } from '../model/weights/quantiser.ts';
import type { SamplingSettings } from '../vocabulary/sampling_settings.ts';
import type { CheckpointLocation } from '../vocabulary/checkpoint_location.ts';
import type { GainFigures, LayerGainFigures } from '../numerics/gains.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import type { StageStatistics } from '../numerics/statistics.ts';
import type { Result, Failure } from '../result.ts';
import type { ChatMessage } from '../tokenizer/chat_template.ts';
import type {
  ChosenFault,
  Diagnosis,
  DiagnosisProgress,
  DiagnosisRequest,
  KnownFault,
  Prompt,
} from '../lab/contract/diagnosis.ts';
import type { KernelCheck, Suspect } from '../lab/contract/self_test.ts';
import type { RemediesRequest, TriedRemedy } from '../lab/contract/remedies.ts';
import type { AnsweredOn, TokenFigures, Trouble, WatchReport, WatchRequest } from '../lab/contract/token_statistics.ts';

export type { AdapterDescription } from '../gpu/adapter.ts';
export type * from '../lab/contract/diagnosis.ts';
export type * from '../lab/contract/self_test.ts';
export type * from '../lab/contract/remedies.ts';
export type * from '../lab/contract/token_statistics.ts';
export type { ModelConfig } from '../model/families/model_config.ts';
export type { Sizes } from '../numerics/sizes.ts';
export type { GainFigures, LayerGainFigures } from '../numerics/gains.ts';
export type { Measured, Measuring, Pace } from '../model/observe/meter.ts';
export type { KernelSet, Program, StepName, Unavailable } from '../vocabulary/program.ts';
export type { SamplingSettings } from '../vocabulary/sampling_settings.ts';
export type { ChatMessage } from '../tokenizer/chat_template.ts';
export type { WeightChoice } from '../vocabulary/weight_choice.ts';
export type { CheckpointLocation } from '../vocabulary/checkpoint_location.ts';

/** What a checkpoint is, from its small files and headers alone. */
export interface CheckpointSummary {
  name: string;
  config: ModelConfig;
  parameters: number;
  /** Storage types present among the weights, such as `['BF16']`. */
  dtypes: string[];
  /** Bytes of weights to be read. */
  weightBytes: number;
  /** Bytes of weights in GPU memory, for every way to hold them. */
  gpuBytes: Record<WeightChoice, number>;
  /** Bytes of KV cache a token of context takes. */
  kvBytesPerToken: number;
  /** What its publisher samples it with (generation_config.json); null where nothing is published. */
  recommended: { temperature: number | null; topK: number | null; topP: number | null };
  /** Null when the checkpoint can chat; else what is missing and the remedy. */
  cannotChat: string | null;
}

export interface LoadOptions {
  /** Capacity of the KV cache in tokens, at most `config.maxPositions`. */
  context: number;
  /** How weights are held: as stored, or quantised on the way to the GPU. */
  weights: WeightChoice;
}

export interface LoadProgress {
  stage: 'reading' | 'weights' | 'kernels';
  bytes: number;
  totalBytes: number;
}

export interface LoadedModel extends CheckpointSummary {
  /** Hash of the config and all weights: equal for equal models whatever the sharding. */
  hash: string;
  context: number;
  weights: LoadedWeights;
  /** Steps that run their reference whatever the program says, and why. */
  unavailable: Unavailable;
  /** Which version the kernels are: changes with the text of any, with their sizes for this adapter, and with what runs them. */
  kernels: string;
  gains: GainScan;
  loadMs: number;
}

/** The gains of all norms, as stored. */
export interface GainScan {
  layers: LayerGainFigures[];
  final: GainFigures;
}

export interface LoadedWeights {
  choice: WeightChoice;
  /** That they take on the GPU. */
  bytes: number;
  /** How far they are from what is stored; null where they are what is stored. */
  error: QuantisationError | null;
}

export interface ChatRequest {
  messages: ChatMessage[];
  thinking: boolean;
  sampling: SamplingSettings;
  maxTokens: number;
}

export type ChatEvent =
  /** `cached` tokens were already in the KV cache; `done` of `total` others have been prefilled. */
  | { type: 'prefill'; cached: number; done: number; total: number }
  /** Whole characters only. `tokens` counts what was generated so far, `contextUsed` what the cache holds. */
  | {
      type: 'text';
      channel: 'thinking' | 'answer';
      text: string;
      tokens: number;
      contextUsed: number;
      elapsedMs: number;
    }
  /** While something is measured: of some tokens, how long the steps took. */
  | ({ type: 'steps' } & Measured)
  /** While somebody watches: of every token, and of the first of a conversation, what it left. */
  | { type: 'statistics'; figures: TokenFigures };

export interface ChatSummary {
  finish: FinishReason;
  promptTokens: number;
  cachedTokens: number;
  tokens: number;
  contextUsed: number;
  timeToFirstTokenMs: number;
  /** From the first token to the last. */
  decodeMs: number;
  /** Time inside `<think>`, or null when there was none. */
  thinkingMs: number | null;
  /** Where the last token collapsed first, if the watchdog ended the answer and any layer shows it. */
  trouble?: Trouble;
}

export interface TraceRequest {
  prompt: Prompt;
  /** Greedy tokens to generate after the prompt. */
  generate: number;
  /** Tokens a prefill chunk. */
  chunk: number;
  /** Which kernels run. */
  program: Program;
  /** Made on purpose in the fused kernels, for this trace alone. */
  faults: ChosenFault[];
  /** Which stages go to `onTensor`: none, or all that the program leaves between its kernels. */
  tensors: boolean;
}

export interface TraceReport {
  schema: 1;
  model: {
    name: string;
    hash: string;
    config: ModelConfig;
    parameters: number;
    dtypes: string[];
    weights: LoadedWeights;
  };
  adapter: AdapterDescription;
  /** As it ran: steps without a fused kernel here are the reference's. */
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

/** A stage over a run of prompt positions: `data` is [rows, ...shape] in f32, rows from prompt position `firstRow`. */
export interface TracedTensor {
  name: string;
  firstRow: number;
  rows: number;
  shape: number[];
  data: Float32Array;
}

export interface BenchRequest {
  programs: Program[];
  /** Contexts to decode at, and prompts to prefill, in tokens. */
  contexts: number[];
  prefills: number[];
  /** Tokens to decode a row. */
  tokens: number;
}

export interface BenchProgress {
  done: number;
  total: number;
  doing: string;
}

export interface BenchReport {
  schema: 1;
  model: TraceReport['model'];
  adapter: AdapterDescription;
  loadMs: number;
  /** Read and written by a large copy: what `bandwidthShare` is a share of. */
  copyBytesPerSecond: number;
  decode: {
    program: ProgramName;
    context: number;
    /** Median and 10th percentile over windows of 16 tokens. */
    tokensPerSecond: number;
    p10: number;
    msPerToken: number;
    /** What a token takes longer while it tells what it leaves in every layer, as a share. */
    watchedShare: number;
    /** Of the pass alone, on the GPU's clock; null where the adapter has no timestamps. */
    gpuMsPerToken: number | null;
    dispatches: number;
    /** That a token has to read: every weight once, and the cache. */
    bytes: number;
    bandwidthShare: number;
    timeToFirstTokenMs: number | null;
  }[];
  prefill: { program: ProgramName; tokens: number; ms: number; tokensPerSecond: number }[];
  /** A step of one token at the first context by itself, averaged over the layers, run back to back. */
  steps: { program: ProgramName; step: StepName; us: number }[];
}

export interface EngineApi {
  /** Opens the device; asked again after it was lost, opens another. */
  open(): Promise<Result<AdapterDescription>>;
  /** Resolves when the device opened last is lost other than by us. */
  lost(): Promise<Failure>;
  inspect(location: CheckpointLocation): Promise<Result<CheckpointSummary>>;
  /** On failure the model that was loaded before still is. */
  load(
    location: CheckpointLocation,
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<LoadedModel>>;
  chat(request: ChatRequest, onEvent: (event: ChatEvent) => void): Promise<Result<ChatSummary>>;
  /** Which kernels run from the next token on, mid-answer too. All fused until told otherwise. */
  setProgram(program: Program): void;
  /** Mistakes that the fused kernels of every answer make, from the next one on. None until told otherwise. */
  setFaults(faults: ChosenFault[]): void;
  /** Whether an answer ends where its logits say nothing at all. It does until told otherwise. */
  setWatchdog(on: boolean): void;
  /**
   * Compiles what the program needs before an answer waits for it, and names the steps whose fused kernels do not compile:
   * they run their reference. That a reference kernel does not is told by the answer.
   */
  prepare(): Promise<Suspect[]>;
  /**
   * Whether the fused kernels on file compute on this adapter what the reference computes. Whatever else is asked for
   * comes first: this is then `stopped`.
   */
  check(): Promise<Result<KernelCheck>>;
  /** From the next token on these steps of the loaded model run their reference, whatever the program says; no others. */
  setAvoided(steps: Unavailable): void;
  /** What answers measure from the next token on, mid-answer too. Nothing (null) until told otherwise. */
  setMeasuring(measuring: Measuring | null): void;
  /** Whether answers tell what their tokens leave, mid-answer too. They do not until told otherwise. */
  setWatching(watching: boolean): void;
  /** What the last answer was given on; null where there was none since the model was loaded. */
  answeredOn(): AnsweredOn | null;
  /** What one token leaves, run again with all tokens before it. */
  watchAgain(request: WatchRequest): Promise<Result<WatchReport>>;
  /** Ends the answer or load in progress before another token appears. */
  stop(): void;
  bench(request: BenchRequest, onProgress: (progress: BenchProgress) => void): Promise<Result<BenchReport>>;
  /** Every fault that a diagnosis may be asked to make. */
  faults(): KnownFault[];
  /** Which fused step is wrong, if one is, and what comes of it. */
  diagnose(request: DiagnosisRequest, onProgress: (progress: DiagnosisProgress) => void): Promise<Result<Diagnosis>>;
  /** What remedies for extreme gains do to the loaded model, which is afterwards as it was. */
  tryRemedies(request: RemediesRequest): Promise<Result<TriedRemedy[]>>;
  trace(request: TraceRequest, onTensor: (tensor: TracedTensor) => Promise<void>): Promise<Result<TraceReport>>;
}
