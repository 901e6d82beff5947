/** What the page asks of transformers.js in its worker: types only. Every method answers with a `Result`. */
import type { Result } from '../result.ts';
import type { CheckpointLocation } from '../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import type { RuntimeDevice } from '../vocabulary/runtime_devices.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import type { ChatEvent, ChatRequest, ChatSummary, Conversed } from '../worker/api.ts';

export interface StartRequest {
  /** Where the loaded checkpoint came from. */
  location: CheckpointLocation;
  hub: HubAccess;
  /** How its weights were loaded. */
  choice: WeightChoice;
  device: RuntimeDevice;
  /** The most tokens of a conversation. */
  context: number;
  /** Whether it can tell of stages: they are outputs of its graph then, which keeps the runtime from fusing operators. */
  stages: boolean;
}

export interface StartProgress {
  stage: 'weights' | 'session';
  /** Of weights in f32. */
  bytes: number;
  totalBytes: number;
}

/** One text of which transformers.js has other ids. */
export interface OtherIds {
  text: string;
  here: number[];
  there: number[];
}

export interface Started {
  /** Of transformers.js. */
  version: string;
  /** Of ONNX Runtime. */
  runtime: string;
  device: RuntimeDevice;
  /** Texts and conversations that both tokenizers were given, and the first of which the ids differ. */
  compared: number;
  other: OtherIds | null;
  /** Of weights, in f32. */
  weightBytes: number;
  startMs: number;
}

/** What transformers.js says of the token behind one position: log-probabilities of the whole vocabulary, in nats. */
export interface VocabularyRow {
  position: number;
  logprobs: Float32Array<ArrayBuffer>;
}

export interface MeasureRequest {
  /** Tokens that the cache holds when decoding begins. */
  contexts: readonly number[];
  /** Prompts to read, in tokens. */
  prefills: readonly number[];
  /** Tokens to decode for each context. */
  tokens: number;
}

export interface Measured {
  /** The median and the 10th percentile over windows of 16 tokens. */
  decode: { context: number; tokensPerSecond: number; p10: number }[];
  prefill: { tokens: number; ms: number }[];
}

export interface TransformersApi {
  /** Reads the weights, writes the graph and opens a session. To be called once, and first. */
  start(request: StartRequest, onProgress: (progress: StartProgress) => void): Promise<Result<Started>>;
  /** Ids by transformers.js's own tokenizer and chat template. */
  encode(of: { text: string } | Conversed): Promise<Result<number[]>>;
  chat(request: ChatRequest, onEvent: (event: ChatEvent) => void): Promise<Result<ChatSummary>>;
  /** Rows `first` to the last id but one, each of the token that follows. */
  rows(ids: readonly number[], first: number): Promise<Result<VocabularyRow[]>>;
  /** The likeliest ids behind `ids`, at most so many. */
  greedy(ids: readonly number[], tokens: number): Promise<Result<number[]>>;
  /** What it computes for `ids` in every stage of its graph, as a file of known answers. To be asked if it was started with stages. */
  knownAnswers(ids: readonly number[]): Promise<Result<Blob>>;
  measure(request: MeasureRequest): Promise<Result<Measured>>;
  /** Ends the job in progress at the next token. */
  stop(): Promise<Result<void>>;
}
