import type { FinishReason } from '../../../vocabulary/finish_reason.ts';

/** What one message of a streamed answer brings, whatever its dialect. */
export interface Delta {
  thinking?: string;
  text?: string;
  /** Of tool calls: `index` tells them apart, names and arguments come whole or in pieces. */
  calls?: readonly { index: number; name: string; arguments: string }[];
  /** Generated so far; where a server does not count them, a message is taken for a token. */
  tokens?: number;
  promptTokens?: number;
  cachedTokens?: number;
  /** Prompt tokens that were read so far. */
  prefill?: { cached: number; done: number; total: number };
  finish?: FinishReason;
}
