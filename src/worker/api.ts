/**
 * The contract between the page and the engine's worker: types only, so that importing it pulls no engine into the page.
 * Every method answers with a `Result`; a rejected promise is a bug. Callbacks come last.
 */
import type { AdapterDescription } from '../gpu/adapter.ts';
import type { AnswerOdds, OddsProgress, OddsRequest } from '../lab/contract/answer_odds.ts';
import type { AttentionReport, AttentionRequest } from '../lab/contract/attention_map.ts';
import type { BatchInvarianceReport } from '../lab/contract/batch_invariance.ts';
import type { BenchProgress, BenchReport, BenchRequest } from '../lab/contract/bench.ts';
import type { Diagnosis, DiagnosisProgress, DiagnosisRequest, KnownFault } from '../lab/contract/diagnosis.ts';
import type { KnownReport, KnownRequest } from '../lab/contract/known_answers.ts';
import type { CheckpointSummary, LoadedModel } from '../lab/contract/loaded_model.ts';
import type { KernelOnFile, OwnKernelProgress, OwnKernelReport, OwnKernelRequest } from '../lab/contract/own_kernel.ts';
import type {
  Continuation,
  ContinuationRequest,
  PeerComparison,
  PeerRowsRequest,
} from '../lab/contract/peer_comparison.ts';
import type { RemediesRequest, TriedRemedy } from '../lab/contract/remedies.ts';
import type { SelfTestReport, Suspect } from '../lab/contract/self_test.ts';
import type { AnsweredOn, TokenFigures, Trouble, WatchReport, WatchRequest } from '../lab/contract/token_statistics.ts';
import type { TracedTensor, TraceReport, TraceRequest } from '../lab/contract/trace.ts';
import type { Measured } from '../model/observe/meter.ts';
import type { SpeculationFigures } from '../model/speculation/speculator.ts';
import type { Result } from '../result.ts';
import type { ChatMessage } from '../tokenizer/template/chat_template.ts';
import type { CacheType } from '../vocabulary/cache_type.ts';
import type { CheckpointLocation } from '../vocabulary/checkpoint_sources.ts';
import type { Configuration } from '../vocabulary/configuration.ts';
import type { FinishReason } from '../vocabulary/finish_reason.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import type { Program } from '../vocabulary/program.ts';
import type { AnswerFormat } from '../vocabulary/answer_format.ts';
import type { SamplingSettings } from '../vocabulary/sampling_settings.ts';
import type { ToolDeclaration } from '../vocabulary/tool_declaration.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';

export type { AdapterDescription } from '../gpu/adapter.ts';
export type * from '../lab/contract/answer_odds.ts';
export type * from '../lab/contract/attention_map.ts';
export type * from '../lab/contract/batch_invariance.ts';
export type * from '../lab/contract/bench.ts';
export type * from '../lab/contract/diagnosis.ts';
export type { KernelTrial } from '../lab/contract/kernel_trial.ts';
export type * from '../lab/contract/known_answers.ts';
export type * from '../lab/contract/loaded_model.ts';
export type * from '../lab/contract/own_kernel.ts';
export type * from '../lab/contract/peer_comparison.ts';
export type * from '../lab/contract/remedies.ts';
export type * from '../lab/contract/self_test.ts';
export type * from '../lab/contract/token_statistics.ts';
export type * from '../lab/contract/trace.ts';
export type { ModelConfig } from '../model/families/model_config.ts';
export type { Measured, Pace } from '../model/observe/meter.ts';
export type { SpeculationFigures } from '../model/speculation/speculator.ts';
export type { GainFigures, LayerGainFigures } from '../numerics/gains/gain_figures.ts';
export type { Histogram } from '../numerics/evidence/sizes.ts';
export type { ChatMessage } from '../tokenizer/template/chat_template.ts';
export type { CacheType } from '../vocabulary/cache_type.ts';
export type { CheckpointLocation } from '../vocabulary/checkpoint_sources.ts';
export type { AnswerFormat } from '../vocabulary/answer_format.ts';
export type { ChosenFault, Configuration, Measuring } from '../vocabulary/configuration.ts';
export type { KernelSet, Program, StepName, Unavailable } from '../vocabulary/program.ts';
export type { SamplingSettings } from '../vocabulary/sampling_settings.ts';
export type { WeightChoice } from '../vocabulary/weight_choice.ts';

/** Names an inspected checkpoint, which the worker keeps until it is released. */
export type CheckpointHandle = string;

export interface Inspection {
  handle: CheckpointHandle;
  summary: CheckpointSummary;
}

export interface LoadOptions {
  /** Capacity of the KV cache in tokens, at most `config.maxPositions`. */
  context: number;
  /** Weights as stored, or quantised on the way to the GPU. */
  weights: WeightChoice;
  /** What the KV cache holds keys and values in. */
  cache: CacheType;
}

export interface LoadProgress {
  stage: 'weights' | 'kernels';
  bytes: number;
  totalBytes: number;
}

/** What becomes the prompt of an answer. */
export interface Conversed {
  messages: ChatMessage[];
  thinking: boolean;
  /** The tools that the model may call. Without any, the tags of calls are text. */
  tools?: readonly ToolDeclaration[];
}

export interface ChatRequest extends Conversed {
  sampling: SamplingSettings;
  maxTokens: number;
  /** What the answer has to be, behind its thoughts; anything where it is missing. */
  format?: AnswerFormat;
  /** Ids of an answer that was cut: it goes on behind them, with the samples that would have come. */
  resume?: readonly number[];
}

export type ChatEvent =
  /** What the ids of `resume` say, as far as it is whole characters. */
  | { type: 'resumed'; thinking: string; content: string; calls: string[] }
  /** `cached` tokens were already in the KV cache; `done` of `total` others have been prefilled. */
  | { type: 'prefill'; cached: number; done: number; total: number }
  /**
   * Whole characters only, and the ids since the last event. `tokens` were generated so far, `contextUsed` are in the cache. Behind an
   * event with `instead`, its text is all that there is. With `begins`, a tool call begins: its channel's text is what stands between its tags.
   */
  | {
      type: 'text';
      channel: 'thinking' | 'answer' | 'call';
      text: string;
      instead?: true;
      begins?: true;
      ids: readonly number[];
      tokens: number;
      contextUsed: number;
      elapsedMs: number;
    }
  /** While measuring: times of the steps of some tokens. */
  | ({ type: 'steps' } & Measured)
  /**
   * While watching: statistics of every generated token, and of the first token of a conversation. `name` is the token alone, as
   * `LikelyToken` has it.
   */
  | { type: 'statistics'; figures: TokenFigures; name: string };

export interface ChatSummary {
  finish: FinishReason;
  promptTokens: number;
  cachedTokens: number;
  tokens: number;
  contextUsed: number;
  timeToFirstTokenMs: number;
  /** From the first token to the last one. */
  decodeMs: number;
  /** Time inside `<think>`; null without one. */
  thinkingMs: number | null;
  /** What speculation did; absent where nothing was proposed. */
  speculation?: SpeculationFigures;
  /** Where the last token collapsed first, if the watchdog ended the answer and a layer shows it. */
  trouble?: Trouble;
}

export interface EngineApi {
  /** Opens the device; after a loss, opens another. */
  open(): Promise<Result<AdapterDescription>>;
  /** Answers, with the failure, when the device that was opened last is lost, unless the engine destroyed it. */
  lost(): Promise<Result<never>>;
  /** Replaces the whole configuration. Before the first call, answers run with the default one. */
  configure(configuration: Configuration): Promise<Result<void>>;
  /** How checkpoints on the hub are reached from now on. Before the first call: at huggingface.co, without a token. */
  reachHub(access: HubAccess): Promise<Result<void>>;
  /** Reads a checkpoint's small files and headers, but no weights. It is called `name`, or else after its place. */
  inspect(location: CheckpointLocation, name?: string): Promise<Result<Inspection>>;
  /** Forgets an inspected checkpoint. The caller of `inspect` must release it, whether it was loaded or not. */
  release(handle: CheckpointHandle): Promise<Result<void>>;
  /** Loads an inspected checkpoint. After a failure the model loaded before is still there. */
  load(
    handle: CheckpointHandle,
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Result<LoadedModel>>;
  /** Gives the loaded model another KV cache; its weights stay on the GPU. After a failure it has the old one, and what is in it. */
  resize(context: number): Promise<Result<LoadedModel>>;
  /** Compiles what the configured program needs. Answers with the steps whose fused kernels do not compile: they run their reference. */
  prepare(): Promise<Result<Suspect[]>>;
  /** Tokens of a text, or of the prompt that a conversation becomes. Refuses with `no-tokenizer`. */
  countTokens(of: { text: string } | Conversed): Promise<Result<number>>;
  chat(request: ChatRequest, onEvent: (event: ChatEvent) => void): Promise<Result<ChatSummary>>;
  /** What the last answer ran on; null when there was none since the model was loaded. */
  answeredOn(): Promise<Result<AnsweredOn | null>>;
  /** Runs an answer again, by its ids, and says of each token how likely it was and what might have come in its place. */
  answerOdds(request: OddsRequest, onProgress: (progress: OddsProgress) => void): Promise<Result<AnswerOdds>>;
  /** A sign of life. */
  ping(): Promise<Result<void>>;
  /** Ends the job in progress. An answer shows no further token. */
  stop(): Promise<Result<void>>;
  /** Compares the fused kernels with the reference on this adapter. Any other job preempts it: it then answers `stopped`. */
  selfTest(): Promise<Result<SelfTestReport>>;
  /** The catalogue of faults. */
  faults(): Promise<Result<KnownFault[]>>;
  /** Finds the fused step that is wrong, if there is one, and its consequences. */
  diagnose(request: DiagnosisRequest, onProgress: (progress: DiagnosisProgress) => void): Promise<Result<Diagnosis>>;
  /** The kernels of the loaded model that a person's own can stand in for. */
  kernelsOnFile(): Promise<Result<KernelOnFile[]>>;
  /** Tries a kernel that a person wrote: alone beside float64, and in the loaded model beside the reference. Answers run none of it. */
  tryKernel(
    request: OwnKernelRequest,
    onProgress: (progress: OwnKernelProgress) => void,
  ): Promise<Result<OwnKernelReport>>;
  bench(request: BenchRequest, onProgress: (progress: BenchProgress) => void): Promise<Result<BenchReport>>;
  /** Runs the prompt of known answers, and compares what the loaded model computes with them. */
  checkKnownAnswers(request: KnownRequest): Promise<Result<KnownReport>>;
  /** Runs a row alone and among others, and compares its values bit by bit, kernel by kernel. */
  batchInvariance(program: Program): Promise<Result<BatchInvarianceReport>>;
  /** The ids of a prompt, and the likeliest behind them. */
  continueGreedily(request: ContinuationRequest): Promise<Result<Continuation>>;
  /** Runs ids that another engine has run, and compares what both say of every token that follows. */
  compareRows(request: PeerRowsRequest): Promise<Result<PeerComparison>>;
  /** Tries remedies for extreme gains on the loaded model, and then restores it. */
  tryRemedies(request: RemediesRequest): Promise<Result<TriedRemedy[]>>;
  trace(request: TraceRequest, onTensor: (tensor: TracedTensor) => Promise<void>): Promise<Result<TraceReport>>;
  /** Statistics of one token, run again with all tokens before it. */
  watchAgain(request: WatchRequest): Promise<Result<WatchReport>>;
  /** What one token attends to by layer and head, run again with all tokens before it. */
  attentionMap(request: AttentionRequest): Promise<Result<AttentionReport>>;
}
