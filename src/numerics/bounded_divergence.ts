/** What is known of the probabilities of a row: log-probabilities of some ids, or of all. */
export interface ToldRow {
  /** Null for the whole vocabulary, in order. */
  ids: ArrayLike<number> | null;
  /** In nats. */
  logprobs: ArrayLike<number>;
  /** No id that is not among them has a larger one. */
  ceiling: number;
}

export interface BoundedDivergence {
  /** KL(told || own) is between these, in nats. */
  low: number;
  high: number;
  /** The probability that `told` leaves to the ids it does not tell of. */
  untold: number;
}

/**
 * KL(told || own), where `own` has log-probabilities of the whole vocabulary and `told` perhaps of a few. How the probability that is not
 * told of is spread is unknown. By the log sum inequality it adds least where it is spread as in `own`. It adds most where it all lies on
 * what `own` has as least likely, as much on each id as its ceiling allows: the sum is convex.
 */
export function boundedDivergence(told: ToldRow, own: Float64Array): BoundedDivergence {
  let sum = 0;
  let known = 0;
  const isTold = new Uint8Array(own.length);
  for (let at = 0; at < told.logprobs.length; at += 1) {
    const id = told.ids ? told.ids[at]! : at;
    isTold[id] = 1;
    const p = Math.exp(told.logprobs[at]!);
    known += p;
    if (p > 0) sum += p * (told.logprobs[at]! - own[id]!);
  }
  // Rounding may leave a little less than nothing.
  const untold = told.ids ? Math.max(0, 1 - known) : 0;
  if (untold === 0) return { low: positive(sum), high: positive(sum), untold };
  const rest = own.filter((_, id) => isTold[id] === 0);
  const ownUntold = rest.reduce((total, logprob) => total + Math.exp(logprob), 0);
  return {
    low: positive(sum + untold * Math.log(untold / ownUntold)),
    high: positive(sum + largestSum(untold, Math.exp(told.ceiling), rest.toSorted())),
    untold,
  };
}

/** The largest sum of p log(p / q) over ids with log q as given, ascending, where p sums to `untold` and is `ceiling` at most. */
function largestSum(untold: number, ceiling: number, ascending: Float64Array): number {
  let [left, sum] = [untold, 0];
  for (const logprob of ascending) {
    const p = Math.min(left, ceiling);
    if (p <= 0) break;
    sum += p * (Math.log(p) - logprob);
    left -= p;
  }
  return sum;
}

/** Rounding may make a divergence slightly negative; of nothing finite it is infinite. */
function positive(sum: number): number {
  return Number.isNaN(sum) ? Infinity : Math.max(0, sum);
}

/** Log-probabilities of a row of logits, in nats. One that is not finite has probability 0. */
export function logProbabilities(logits: ArrayLike<number>): Float64Array {
  const finite = Float64Array.from(logits, (logit) => (Number.isFinite(logit) ? logit : Number.NEGATIVE_INFINITY));
  const largest = finite.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const total = finite.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const shift = largest + Math.log(total);
  return finite.map((logit) => logit - shift);
}
