import type { Divergence } from '../divergence.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** What an error does to everything after it, with each program on a cache of its own. */
export interface Downstream {
  /** Stages further off than rounding takes them, of how many. */
  off: number;
  stages: number;
  /** Where values first exceed 1e20 or stop being finite, and the largest there. */
  overflowsAt: string | null;
  largest: number | null;
  /** Where values that should not be 0 first are, most of them. */
  zerosFrom: string | null;
  /** Of the prompt's tokens, the share whose likeliest next one is the same. */
  sameTop: number;
  meanKl: number;
  maxKl: number;
}

interface Drift {
  name: string;
  evidence: Evidence;
  off: boolean;
}

export function downstreamOf(drifts: readonly Drift[], logits: Divergence): Downstream {
  const overflow = drifts.find(({ evidence }) => evidence.absmax > 1e20 || evidence.nonFinite > 0);
  const zeros = drifts.find(({ evidence }) => evidence.zeros > evidence.values / 2);
  return {
    off: drifts.filter(({ off }) => off).length,
    stages: drifts.length,
    overflowsAt: overflow?.name ?? null,
    largest: overflow ? overflow.evidence.absmax : null,
    zerosFrom: zeros?.name ?? null,
    sameTop: logits.sameTop,
    meanKl: logits.mean,
    maxKl: logits.max,
  };
}
