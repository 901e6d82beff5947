import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { halfUlp } from '../checking/check.ts';

/** What can be sampled, in float64 and in the order of ids, and how far f32 may be from it. */
export interface Odds {
  tokens: Token[];
  /** The weight of all candidates. */
  total: number;
  /** The possible error of a boundary between two tokens, as a share of `total`. */
  tolerance: number;
}

interface Token {
  id: number;
  score: number;
  /** Relative to the best's. */
  weight: number;
  /** The possible errors in f32: of the score, absolute, and of the weight, relative. */
  scoreError: number;
  weightError: number;
  candidate: boolean;
  /** Whether rounding may decide that it is a candidate or cut. */
  ambiguous: boolean;
}

/** The kernel counts weights in units of 2^-44 of the best's. */
const unit = 2 ** -44;
/** Sums of a block in f32: 32 in order, then pairwise; twice what 37 roundings can make of them. */
const blockSums = 2 * 37 * halfUlp;

/** By the definitions: everything sorted, then cut three times; see sampler.ts. Temperature above 0. */
export function oddsOf(logits: Float32Array, settings: SamplingSettings, context: readonly number[]): Odds {
  const { topK, topP, minP } = settings;
  const ranked = rank(logits, settings, context);
  if (topK > 0) cutTopK(ranked, topK);
  const slack = sum(ranked, ({ weight, weightError }) => weight * weightError + unit);
  if (topP < 1) cutTopP(ranked, topP, slack);
  for (const token of ranked) {
    const margin = token.weight / minP - 1;
    if (minP > 0 && margin < 0) token.candidate = false;
    if (token.weightError > 0 && Math.abs(margin) <= token.weightError) token.ambiguous = true;
  }
  const total = sum(ranked, ({ weight, candidate }) => (candidate ? weight : 0));
  const doubtful = sum(ranked, ({ weight, ambiguous }) => (ambiguous ? weight : 0));
  // A boundary is a partial sum over the total, and both may have errors.
  const tolerance = (2 * (slack + doubtful)) / total + blockSums;
  return { tokens: ranked.toSorted((a, b) => a.id - b.id), total, tolerance };
}

/** The distance of `u` from the share of `id`; Infinity for an id that cannot be sampled. */
export function distance({ tokens, total }: Odds, id: number, u: number): number {
  let low = 0;
  for (const token of tokens) {
    const high = low + token.weight / total;
    if (token.id === id) return token.candidate || token.ambiguous ? Math.max(0, low - u, u - high) : Infinity;
    if (token.candidate) low = high;
  }
  return Infinity;
}

function rank(logits: Float32Array, settings: SamplingSettings, context: readonly number[]): Token[] {
  const { temperature, repetitionPenalty: penalty } = settings;
  const seen = new Set(penalty === 1 ? [] : context);
  const scored = Array.from(logits, (logit, id) => {
    if (!seen.has(id)) return { id, score: logit, scoreError: 0 };
    const score = logit < 0 ? logit * penalty : logit / penalty;
    // The penalty in f32, and the product.
    return { id, score, scoreError: 2.5 * halfUlp * Math.abs(score) };
  }).filter(({ score }) => Number.isFinite(score));
  const ranked = scored.toSorted((a, b) => b.score - a.score || a.id - b.id);
  const best = ranked[0]!;
  return ranked.map(({ id, score, scoreError }) => {
    const depth = (best.score - score) / temperature;
    const weight = Math.exp(-depth);
    // The difference, 1 / temperature and their product; then exp2, whose error in WGSL may be 3 + 2 x units.
    const product = 3 * halfUlp * depth;
    const exponential = depth === 0 ? 0 : (3 + (2 * depth) / Math.LN2) * 2 * halfUlp;
    const weightError = weight === 0 ? 0 : product + exponential + (scoreError + best.scoreError) / temperature;
    return { id, score, scoreError, weight, weightError, candidate: true, ambiguous: false };
  });
}

function cutTopK(ranked: Token[], topK: number): void {
  const kth = ranked[topK - 1];
  if (!kth) return;
  for (const token of ranked) {
    if (token.score < kth.score) token.candidate = false;
    const near = kth.score - token.score <= token.scoreError + kth.scoreError;
    if (!token.candidate && near) token.ambiguous = true;
  }
}

/** `slack` is the possible error of the sum of weights. */
function cutTopP(ranked: Token[], topP: number, slack: number): void {
  const mass = sum(ranked, ({ weight, candidate }) => (candidate ? weight : 0));
  const doubtful = sum(ranked, ({ weight, ambiguous }) => (ambiguous ? weight : 0));
  const near = 2 * (slack + doubtful) + blockSums * mass;
  let before = 0;
  ranked.forEach((token, index) => {
    const margin = before - topP * mass;
    if (token.candidate) before += token.weight;
    // Tokens whose order with this one rounding may change.
    let reordered = 0;
    for (const step of [-1, 1]) {
      for (let i = index + step; ranked[i]; i += step) {
        const errors = token.scoreError + ranked[i]!.scoreError;
        if (errors === 0 || Math.abs(token.score - ranked[i]!.score) > errors) break;
        reordered += ranked[i]!.weight;
      }
    }
    if (index > 0 && Math.abs(margin) <= near + reordered) token.ambiguous ||= token.candidate;
    if (margin >= 0) token.candidate = false;
  });
}

function sum(tokens: readonly Token[], of: (token: Token) => number): number {
  let total = 0;
  for (const token of tokens) total += of(token);
  return total;
}
