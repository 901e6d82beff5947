/** What a trial of remedies for extreme gains is asked and answers: part of the engine's contract, types only. */
import type { Divergence } from '../../numerics/divergence.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { Prompt } from './diagnosis.ts';

export interface RemediesRequest {
  prompt: Prompt;
  program: Program;
  /** Greedy tokens to generate after the prompt. */
  tokens: number;
}

/**
 * `rebalance` moves powers of two from the gains of k to those of q, exactly. `clamp` clamps k's gains to [-10, 10]. `scale`
 * divides the gains of a layer that exceeds 10 so that its largest is 10.
 */
export type RemedyName = 'rebalance' | 'clamp' | 'scale';

/** How a model with changed K-norm gains compares with the model as it is. */
export interface TriedRemedy {
  name: RemedyName;
  /** The largest K-norm gain of every layer, after the remedy. */
  largest: number[];
  /** How many of the `logits` are equal, bit for bit. */
  equal: number;
  logits: number;
  divergence: Divergence;
  /** How many of the greedy `tokens` are the same before the first that differs. */
  sameTokens: number;
  tokens: number;
}
