/** What a token left behind, as the page is told: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { ModelConfig } from '../../model/families/qwen3/config.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, ProgramName } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { AttentionFigure, RowFigure, TroubleKind, WatchedStage } from '../../vocabulary/token_statistics.ts';

/** The first thing wrong with a token by itself, in the order of the pass. */
export interface Trouble {
  layer: number;
  stage: WatchedStage;
  /** Values that are infinite or no number; squares that overflow, so that a norm multiplies by 0; or nothing but zeros. */
  kind: TroubleKind;
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
  set: ProgramName;
  layers: number;
  /** [stages, layers] each, NaN where the program writes no such stage; `channel` is the one of the largest value. */
  rows: Record<RowFigure | 'channel', Float32Array>;
  /**
   * [layers] each: the largest of all heads for `largestLogit`, the mean over heads for the others. NaN for a layer that has
   * not been looked at: each token looks at one.
   */
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
