/** Statistics of a watched token: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { ModelConfig } from '../../model/families/model_config.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, ProgramName } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { AttentionFigure, RowFigure, TroubleKind, WatchedStage } from '../../vocabulary/token_statistics.ts';

/** The first stage of a token, in the order of the pass, whose values collapsed. */
export interface Trouble {
  layer: number;
  stage: WatchedStage;
  /** Infinite or NaN values; squares that overflow, so that a norm multiplies by 0; or nothing but zeros. */
  kind: TroubleKind;
  /** How many values of how many. */
  count: number;
  of: number;
  /** The largest finite value. */
  absmax: number;
}

export interface TokenFigures {
  position: number;
  /** The program that ran it, and what that is called. */
  program: Program;
  set: ProgramName;
  layers: number;
  /** [stages, layers] each, NaN where the program writes no such stage; `channel` is that of the largest value. */
  rows: Record<RowFigure | 'channel', Float32Array>;
  /**
   * [layers] each: the maximum over heads for `largestLogit`, the mean over heads for the others. Each token measures one
   * layer; NaN for those not measured yet.
   */
  attention: Record<AttentionFigure, Float32Array>;
  trouble: Trouble | null;
  /** Null unless it was asked for. */
  lens: TokenLens | null;
}

/** The logit lens: what each layer's output would say through the final norm and the output matrix. */
export interface TokenLens {
  layers: LensedLayer[];
  /** What it took on the GPU's clock; null without timestamps. */
  gpuMs: number | null;
}

export interface LensedLayer {
  /** The first five; none where no logit is finite. */
  likeliest: { id: number; name: string; share: number }[];
  /** Of all tokens, in nats. */
  entropy: number;
}

/** What the last answer ran on: enough to run any of its tokens again. */
export interface AnsweredOn {
  /** What the cache holds: the conversation up to the last token that was run. */
  tokens: number[];
  sampling: SamplingSettings;
  fault: ChosenFault | null;
}

export interface WatchRequest {
  /** The last of them is the one to report. */
  tokens: number[];
  /** The first position that runs alone and watched: attention is measured in one layer per token. */
  from: number;
  program: Program;
  fault: ChosenFault | null;
  /** Whether to take the logit lens of the token. */
  lensed?: boolean;
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
