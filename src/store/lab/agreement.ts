import type { Bounds, ComparedPosition, PeerComparison } from '../../worker/api.ts';

/** What a divergence tells of two engines: the same weights, rounded ones, something else; or too little is known to tell. */
export type Agreement = 'same' | 'rounded' | 'other' | 'open';

/**
 * The largest mean KL, in nats, of two engines with the same weights, and of one whose weights are rounded. llama.cpp's scoreboard of
 * Llama 3 8B has 0.0014 for Q8_0, 0.031 for Q4_K_M, 0.45 at most for Q2_K and 1.4 for IQ1 (tools/perplexity/README.md).
 */
const largest = { same: 1e-3, rounded: 0.5 };

export interface Pooled {
  agreement: Agreement;
  /** KL(peer || here), in nats. */
  mean: Bounds;
  /** 99.9% of the places have no larger one. */
  p999: Bounds;
  max: Bounds;
  /** At how many places both have the same as the likeliest, of how many. */
  same: number;
  places: number;
  /** The largest probability that a peer left untold in one place. */
  untold: number;
}

/** All places of comparisons together. */
export function pooled(comparisons: readonly PeerComparison[]): Pooled {
  const all: ComparedPosition[] = comparisons.flatMap(({ positions }) => positions);
  const places = all.length;
  const meanOf = (bound: keyof Bounds) => all.reduce((sum, { kl }) => sum + kl[bound], 0) / Math.max(1, places);
  const maxOf = (bound: keyof Bounds) => Math.max(0, ...all.map(({ kl }) => kl[bound]));
  const p999Of = (bound: keyof Bounds) =>
    all.map(({ kl }) => kl[bound]).toSorted((a, b) => a - b)[Math.ceil(places * 0.999) - 1] ?? 0;
  const mean = { low: meanOf('low'), high: meanOf('high') };
  return {
    agreement: places === 0 ? 'open' : agreementOf(mean),
    mean,
    p999: { low: p999Of('low'), high: p999Of('high') },
    max: { low: maxOf('low'), high: maxOf('high') },
    same: all.filter(({ likeliest }) => likeliest.here.id === likeliest.there.id).length,
    places,
    untold: Math.max(0, ...all.map(({ untold }) => untold)),
  };
}

/** Both bounds have to tell the same. */
function agreementOf({ low, high }: Bounds): Agreement {
  const [least, most] = [kindOf(low), kindOf(high)];
  return least === most ? least : 'open';
}

function kindOf(kl: number): Agreement {
  if (kl <= largest.same) return 'same';
  return kl <= largest.rounded ? 'rounded' : 'other';
}
