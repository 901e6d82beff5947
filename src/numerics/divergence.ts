/** How much the next token's odds differ between two rows of logits, and over many. In float64 throughout. */

export interface Divergence {
  tokens: number;
  /** KL(reference || other) in nats. */
  mean: number;
  /** The least value that 99.9% of the tokens do not exceed. */
  p999: number;
  max: number;
  /** The share of tokens at which both rows have the same largest logit. */
  sameTop: number;
}

/** KL(reference || other) in nats of the softmax of two rows of logits; Infinity where `other` has a value that is not finite. */
export function divergence(reference: ArrayLike<number>, other: ArrayLike<number>): number {
  if (reference.length !== other.length) {
    throw new RangeError(`${reference.length} logits compared with ${other.length}`);
  }
  const [ours, theirs] = [logTotal(reference), logTotal(other)];
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    if (!Number.isFinite(other[i]!)) return Infinity;
    const log = reference[i]! - ours;
    sum += Math.exp(log) * (log - (other[i]! - theirs));
  }
  // Never negative but by rounding.
  return Math.max(0, sum);
}

/** Of [tokens, vocabulary] logits each. */
export function divergenceOfRows(reference: Float32Array, other: Float32Array, vocabulary: number): Divergence {
  const tokens = reference.length / vocabulary;
  const each: number[] = [];
  let same = 0;
  for (let first = 0; first < reference.length; first += vocabulary) {
    const rows = [reference, other].map((logits) => logits.subarray(first, first + vocabulary)) as [
      Float32Array,
      Float32Array,
    ];
    each.push(divergence(...rows));
    if (largest(rows[0]) === largest(rows[1])) same += 1;
  }
  each.sort((a, b) => a - b);
  return {
    tokens,
    mean: each.reduce((sum, value) => sum + value, 0) / tokens,
    p999: each[Math.ceil(0.999 * tokens) - 1]!,
    max: each[tokens - 1]!,
    sameTop: same / tokens,
  };
}

/** The logarithm of the sum of exp(logit). */
function logTotal(logits: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - most);
  return most + Math.log(sum);
}

/** The index of the largest value, the first of equal ones. */
function largest(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
