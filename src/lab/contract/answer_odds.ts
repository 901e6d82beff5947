/** How likely an answer's tokens were: part of the engine's contract, types only. */
import type { PositionOdds, TokenOdds } from '../../kernels/inspect/token_odds.ts';
import type { ChatMessage } from '../../tokenizer/template/chat_template.ts';
import type { AnswerFormat } from '../../vocabulary/answer_format.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, ProgramName } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { ToolDeclaration } from '../../vocabulary/tool_declaration.ts';

export interface OddsRequest {
  /** What the answer answered, as it was asked. */
  messages: ChatMessage[];
  thinking: boolean;
  tools?: readonly ToolDeclaration[];
  /** The answer. */
  ids: readonly number[];
  /** Decides the figures after penalty, temperature and cuts. */
  sampling: SamplingSettings;
  /** What the answer was held to, if it was. */
  format?: AnswerFormat;
  program: Program;
  fault: ChosenFault | null;
}

export interface LikelyToken extends TokenOdds {
  /** The token alone: a special token's name, and bytes that are no characters as `<0xF0>`. */
  name: string;
  /** Whether it ends the turn. */
  ends: boolean;
  /** Whether the answer's format rules it out here. */
  forbidden: boolean;
}

/** A token of the answer, and what might have come in its place. */
export interface AnsweredToken extends Omit<PositionOdds, 'likeliest'> {
  /** Null for the place behind the last. */
  id: number | null;
  name: string;
  /** The characters that it completes; empty for special tokens and for bytes that wait for others. */
  text: string;
  likeliest: LikelyToken[];
}

export interface AnswerOdds {
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  set: ProgramName;
  sampling: SamplingSettings;
  /** The prompt's ids. The answer's first token is at the position behind them. */
  prompt: number[];
  /** Those of the answer, and the place behind the last. */
  tokens: AnsweredToken[];
}

/** Tokens that were run, of all. */
export interface OddsProgress {
  done: number;
  total: number;
}
