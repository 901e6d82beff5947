/** What is asked and told about remedies for extreme gains: part of the engine's contract, types only. */
import type { Divergence } from '../../numerics/divergence.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { Prompt } from './diagnosis.ts';

export interface RemediesRequest {
  prompt: Prompt;
  program: Program;
  /** Greedy tokens after the prompt. */
  tokens: number;
}

/**
 * `rebalance` moves gains of k into those of q by powers of two, exactly. `clamp` cuts k's gains off at 10; `scale` divides
 * those of a layer that exceed 10 so that the largest is 10.
 */
export type RemedyName = 'rebalance' | 'clamp' | 'scale';

/** What became of a model whose K-norm gains were changed, beside the model as it is. */
export interface TriedRemedy {
  name: RemedyName;
  /** The largest K-norm gain of every layer, after it. */
  largest: number[];
  /** Logits that are the same bit for bit, of all. */
  equal: number;
  logits: number;
  divergence: Divergence;
  /** How many greedy tokens are the same before the first that is not. */
  sameTokens: number;
  tokens: number;
}
