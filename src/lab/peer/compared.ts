import { boundedDivergence } from '../../numerics/bounded_divergence.ts';
import { refuse } from '../../result.ts';
import type { Bounds, ComparedPosition, ComparedToken, PeerComparison, PeerRow } from '../contract/peer_comparison.ts';

/** A peer may have another vocabulary, or tell of other positions than it was asked for. */
export function checkRows(rows: readonly PeerRow[], tokens: number, vocabSize: number): void {
  for (const { position, ids, logprobs } of rows) {
    if (!Number.isInteger(position) || position < 0 || position + 1 >= tokens || logprobs.length === 0) {
      refuse('bad-request', 'The other engine told of no probabilities, or of other positions: compare again.');
    }
    const stray = ids ? ids.find((id) => id < 0 || id >= vocabSize) : undefined;
    if (stray !== undefined) {
      refuse(
        'bad-request',
        `The other engine has another vocabulary: it told of id ${stray}, and ids here are 0 to ${vocabSize - 1}. Load the model that it runs.`,
      );
    }
    // Some pad their logits to a round number.
    if (!ids && logprobs.length < vocabSize) {
      refuse(
        'bad-request',
        `The other engine has another vocabulary: ${logprobs.length} ids, and here ${vocabSize}. Load the model that it runs.`,
      );
    }
  }
}

/**
 * A place as both engines have it: `own` are log-probabilities of the whole vocabulary, `given` is the token that follows.
 */
export function comparedPosition(
  row: PeerRow,
  own: Float64Array,
  given: number,
  spell: (id: number) => string,
): ComparedPosition {
  const { position, ids, ceiling } = row;
  const logprobs = ids ? row.logprobs : row.logprobs.subarray(0, own.length);
  const token = (id: number): ComparedToken => {
    const at = ids ? ids.indexOf(id) : id;
    return {
      id,
      name: spell(id),
      here: Math.exp(own[id]!),
      there: at < 0 ? null : Math.exp(logprobs[at]!),
    };
  };
  const largest = (values: ArrayLike<number>) =>
    Array.from(values).reduce((best, value, at) => (value > values[best]! ? at : best), 0);
  const there = largest(logprobs);
  const { low, high, untold } = boundedDivergence({ ids, logprobs, ceiling }, own);
  return {
    position,
    given: token(given),
    likeliest: { here: token(largest(own)), there: token(ids ? ids[there]! : there) },
    kl: { low, high },
    untold,
  };
}

/** Over no positions, all are 0. */
export function summaryOf(positions: ComparedPosition[]): Omit<PeerComparison, 'program' | 'set'> {
  const same = positions.filter(({ likeliest }) => likeliest.here.id === likeliest.there.id).length;
  const of = (take: (sorted: readonly number[]) => number): Bounds => {
    const sorted = (bound: keyof Bounds) => positions.map(({ kl }) => kl[bound]).toSorted((a, b) => a - b);
    return positions.length === 0 ? { low: 0, high: 0 } : { low: take(sorted('low')), high: take(sorted('high')) };
  };
  return {
    positions,
    kl: {
      mean: of((sorted) => sorted.reduce((sum, kl) => sum + kl, 0) / sorted.length),
      p999: of((sorted) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.999))]!),
      max: of((sorted) => sorted.at(-1)!),
    },
    sameTop: positions.length === 0 ? 1 : same / positions.length,
  };
}
