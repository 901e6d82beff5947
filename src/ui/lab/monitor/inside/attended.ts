import type { AttentionReport } from '../../../../worker/api.ts';

/** Layers and heads to look at; null for the mean of all. */
export interface Heads {
  layer: number | null;
  head: number | null;
}

/** The share of every position, the mean over the chosen heads. */
export function sharesOf({ layers, heads, names, shares }: AttentionReport, { layer, head }: Heads): Float32Array {
  const mean = new Float32Array(names.length);
  const chosen = indices(layers, layer).flatMap((l) => indices(heads, head).map((h) => l * heads + h));
  for (const row of chosen) {
    for (let at = 0; at < mean.length; at += 1) mean[at]! += shares[row * mean.length + at]! / chosen.length;
  }
  return mean;
}

/** What every head of every layer, [layers, heads], puts on one position. */
export function headsOn({ layers, heads, names, shares }: AttentionReport, position: number): Float32Array {
  return Float32Array.from({ length: layers * heads }, (_, row) => shares[row * names.length + position]!);
}

/** The positions with the largest shares, the largest first. */
export function largestShares(shares: Float32Array, count: number): number[] {
  return [...shares.keys()].toSorted((a, b) => shares[b]! - shares[a]!).slice(0, count);
}

/**
 * How strongly a position is tinted, from 0 to 1. Position 0 takes most of the attention of most heads, so the others are
 * compared with each other.
 */
export function tints(shares: Float32Array): Float32Array {
  const others = shares.length > 1 ? shares.subarray(1) : shares;
  const largest = others.reduce((most, share) => Math.max(most, share), 0);
  return shares.map((share) => (largest > 0 ? Math.min(1, share / largest) : 0));
}

function indices(count: number, one: number | null): number[] {
  return one === null ? Array.from({ length: count }, (_, index) => index) : [one];
}
