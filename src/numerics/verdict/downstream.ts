import type { Divergence } from '../divergence.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** The consequences of an error for everything after it, with each program on its own cache. */
export interface Downstream {
  /** Stages whose error exceeds rounding. */
  off: number;
  /** Stages that were compared. */
  stages: number;
  /** The first stage with values above 1e20 or not finite, and its largest finite value. */
  overflowsAt: string | null;
  largest: number | null;
  /** The first stage of which more than half the values are 0 and should not be. */
  zerosFrom: string | null;
  /** Share of the prompt's tokens after which the same token is most likely. */
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
