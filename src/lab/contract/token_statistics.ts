/** What a token left behind, as the page is told: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { ModelConfig } from '../../model/families/qwen3/config.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { KernelSet, Program } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Stages of a layer that are watched, in the order of the pass. */
export type WatchedStage = 'layer_input' | 'q' | 'k' | 'v' | 'attn' | 'attn_residual' | 'swiglu' | 'mlp_residual';

/** [stages, layers] each, NaN where the program leaves no such stage. */
export type RowFigure =
  /** Of the values that are finite; `channel` is the one of the largest. */
  | 'rms'
  | 'mean'
  | 'std'
  | 'absmax'
  | 'channel'
  /** Counts: of NaN and infinities, of finite values that f16 cannot hold, of zeros. */
  | 'nonFinite'
  | 'beyondF16'
  | 'zeros'
  /** What a norm multiplies the row by: 0 where its squares overflow. */
  | 'inverseScale';

/** [layers] each, over the query heads of a layer; NaN until it was looked at, which a few layers are after every token. */
export type AttentionFigure = 'largestLogit' | 'entropy' | 'firstShare';

/** The first thing wrong with a token by itself, in the order of the pass. */
export interface Trouble {
  layer: number;
  stage: WatchedStage;
  /** Values that are infinite or no number; squares that overflow, so that a norm multiplies by 0; or nothing but zeros. */
  kind: 'not-finite' | 'overflow' | 'zeros';
  /** How many values are so, of how many. */
  count: number;
  of: number;
  /** The largest finite value. */
  absmax: number;
}

export interface TokenFigures {
  position: number;
  /** What ran it, and whose kernels those are. */
  program: Program;
  set: KernelSet | 'mixed';
  layers: number;
  rows: Record<RowFigure, Float32Array>;
  /** The largest of all heads, and the mean over heads of the others. */
  attention: Record<AttentionFigure, Float32Array>;
  trouble: Trouble | null;
}

/** What the last answer was given on: enough to give any token of it again. */
export interface AnsweredOn {
  /** That the cache holds: the conversation up to the last token that was run. */
  tokens: number[];
  sampling: SamplingSettings;
  fault: ChosenFault | null;
}

export interface WatchRequest {
  /** The last of them is the one to be told about. */
  tokens: number[];
  /** The first position that runs by itself and watched: attention is looked at in one layer after each. */
  from: number;
  program: Program;
  fault: ChosenFault | null;
}

export interface WatchReport {
  model: { name: string; hash: string; config: ModelConfig };
  adapter: AdapterDescription;
  tokens: number[];
  fault: ChosenFault | null;
  /** Of the last token, and of token 0. */
  figures: TokenFigures;
  first: TokenFigures;
}
