import type { Completion } from '../../tools/peer/llama/contract.ts';

/** How two engines agree about what follows a prompt, given the same history at every token. */
export interface Agreement {
  tokens: number;
  /** rms(difference) / rms(own), of centred logits, over all tokens. */
  error: number;
  /** The largest difference of a logit, in units of the rms of its row. */
  largest: number;
  /** Where the most likely tokens differ: how far apart both are by the engine's own logits, in that unit, too. */
  differing: number[];
}

/**
 * @param logits By the engine, a row for each of the other's tokens.
 * @param completions Of the other engine: log-probabilities of the whole vocabulary.
 */
export function agreement(
  logits: readonly Float32Array[],
  completions: readonly Completion['tokens'][number][],
): Agreement {
  let [errors, squares, largest] = [0, 0, 0];
  const differing: number[] = [];
  completions.forEach(({ id, logprobs }, token) => {
    const own = centred(logits[token]!);
    const other = centred(logprobs);
    const rms = Math.sqrt(sum(own, (value) => value ** 2) / own.length);
    own.forEach((value, i) => (largest = Math.max(largest, Math.abs(value - other[i]!) / rms)));
    errors += sum(own, (value, i) => (value - other[i]!) ** 2);
    squares += sum(own, (value) => value ** 2);
    const best = own.reduce((at, value, i) => (value > own[at]! ? i : at), 0);
    if (best !== id) differing.push((own[best]! - own[id]!) / rms);
  });
  return { tokens: completions.length, error: Math.sqrt(errors / squares), largest, differing };
}

/** Log-probabilities are logits but for a constant. */
function centred(values: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(values);
  const mean = sum(all, (value) => value) / all.length;
  return all.map((value) => value - mean);
}

function sum(values: Float64Array, of: (value: number, index: number) => number): number {
  return values.reduce((total, value, index) => total + of(value, index), 0);
}
