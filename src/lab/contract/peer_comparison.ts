/** How this engine compares with another that runs the same ids: part of the engine's contract, types only. */
import type { ChatMessage, PromptOptions } from '../../tokenizer/template/chat_template.ts';
import type { Program, ProgramName } from '../../vocabulary/program.ts';

/** What a peer says of the token behind one position: log-probabilities of the plain softmax of its logits, in nats. */
export interface PeerRow {
  /** Of the last token that is known. */
  position: number;
  /** Those that it told of; null for the whole vocabulary, in order. */
  ids: Int32Array | null;
  logprobs: Float32Array;
  /** No id that it did not tell of has a larger one. 0 where that is not known. */
  ceiling: number;
}

export interface PeerRowsRequest {
  /** What both engines run. */
  ids: readonly number[];
  rows: readonly PeerRow[];
  program: Program;
}

/** A token with its probability in both engines; null where the peer did not tell of it. */
export interface ComparedToken {
  id: number;
  name: string;
  here: number;
  there: number | null;
}

export interface ComparedPosition {
  position: number;
  /** The token that follows: both engines were given it. */
  given: ComparedToken;
  /** What each has as the likeliest. */
  likeliest: { here: ComparedToken; there: ComparedToken };
  /** KL(peer || here), in nats: between these. They are one number where the peer told of the whole vocabulary. */
  kl: { low: number; high: number };
  /** The probability of all ids that the peer did not tell of, by the peer. */
  untold: number;
}

export interface PeerComparison {
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  set: ProgramName;
  positions: ComparedPosition[];
  /** Of KL(peer || here) over the positions, in nats. */
  kl: { mean: Bounds; p999: Bounds; max: Bounds };
  /** The share of positions at which both have the same token as the likeliest. */
  sameTop: number;
}

export interface Bounds {
  low: number;
  high: number;
}

export interface ContinuationRequest {
  /** What becomes the prompt. */
  of: { text: string } | ({ messages: readonly ChatMessage[] } & PromptOptions);
  /** The most tokens to generate. */
  tokens: number;
  program: Program;
}

/** A prompt, and the likeliest tokens behind it. */
export interface Continuation {
  prompt: number[];
  /** The id that ends the turn is the last one, where it comes. */
  ids: number[];
  /** What they say, without special tokens. */
  text: string;
}
