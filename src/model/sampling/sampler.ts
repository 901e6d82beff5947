import { NoFiniteLogit } from './no_finite_logit.ts';
import { uniform } from './random.ts';
import { checkSettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { kthLargest } from './selection.ts';

/**
 * Samples the next token, in transformers' order: repetition penalty, temperature, top-k, top-p, min-p, choice. All in
 * float64; the same arguments give the same id.
 *
 * @param logits [vocabulary]. Only finite ones can be chosen: a NaN or an infinity is a fault, not a preference.
 * @param context Every id the model has seen, prompt included: what the repetition penalty applies to, once an id.
 * @param step Tokens generated before this one: with the seed it decides the random number.
 * @param mask A bit for every id that may be chosen; null for all of them.
 * @throws Refusal ('bad-request') for settings out of range, or when no logit is finite.
 */
export function sample(
  logits: Float32Array,
  settings: SamplingSettings,
  context: readonly number[],
  step: number,
  mask: Uint32Array | null = null,
): number {
  checkSettings(settings);
  const scores = penalised(logits, settings.repetitionPenalty, context, mask);
  const best = highest(scores);
  if (best === null) throw new NoFiniteLogit(step);
  if (settings.temperature === 0) return best;

  const weights = likely(scores, scores[best]!, settings);
  if (settings.topP < 1) keepNucleus(weights, settings.topP);
  // The best weight is 1, so that these are shares of the highest probability.
  for (let id = 0; id < weights.length; id += 1) if (weights[id]! < settings.minP) weights[id] = 0;
  return pick(weights, uniform(settings.seed, step));
}

/** Logits in float64, those of `context` made less likely, NaN for those that cannot be chosen. */
function penalised(
  logits: Float32Array,
  penalty: number,
  context: readonly number[],
  mask: Uint32Array | null,
): Float64Array {
  const scores = new Float64Array(logits.length);
  for (let id = 0; id < scores.length; id += 1) {
    const isPermitted = mask === null || (mask[id >>> 5]! & (1 << (id & 31))) !== 0;
    scores[id] = isPermitted && Number.isFinite(logits[id]) ? logits[id]! : NaN;
  }
  if (penalty === 1) return scores;
  for (const id of new Set(context)) {
    const score = scores[id]!;
    // Division would make a negative score more likely.
    scores[id] = score < 0 ? score * penalty : score / penalty;
  }
  return scores;
}

/** The id of the highest score, the lowest such id; null when every score is NaN. */
function highest(scores: Float64Array): number | null {
  let best: number | null = null;
  let top = -Infinity;
  for (let id = 0; id < scores.length; id += 1) {
    if (scores[id]! > top) {
      top = scores[id]!;
      best = id;
    }
  }
  return best;
}

/**
 * Probabilities of the `topK` best, up to a common factor, and 0 for all others. As in transformers, scores that tie with
 * the last of them stay. They are relative to the best score, so that nothing overflows however low the temperature.
 */
function likely(scores: Float64Array, top: number, { temperature, topK }: SamplingSettings): Float64Array {
  const min = topK === 0 ? -Infinity : kthLargest(scores, topK);
  const weights = new Float64Array(scores.length);
  for (let id = 0; id < scores.length; id += 1) {
    if (scores[id]! >= min) weights[id] = Math.exp((scores[id]! - top) / temperature);
  }
  return weights;
}

/** Keeps the smallest set of weights that makes up `share` of their sum, lower ids first among equals; the rest become 0. */
function keepNucleus(weights: Float64Array, share: number): void {
  const mass = sum(weights);
  // All weights up to this one together are less than what is cut, so that only the few above need sorting.
  const negligible = ((1 - share) * mass) / weights.length;
  const contenders: number[] = [];
  for (let id = 0; id < weights.length; id += 1) if (weights[id]! > negligible) contenders.push(weights[id]!);
  const ascending = Float64Array.from(contenders).toSorted();
  let first = ascending.length;
  let reached = 0;
  while (first > 0 && reached < share * mass) {
    first -= 1;
    reached += ascending[first]!;
  }
  const min = ascending[first]!;
  let ties = ascending.subarray(first).lastIndexOf(min) + 1;
  for (let id = 0; id < weights.length; id += 1) {
    const weight = weights[id]!;
    if (weight === min && ties > 0) ties -= 1;
    else if (weight <= min) weights[id] = 0;
  }
}

/** The first id at which the running sum of weights passes the `u`-th part of all, u in [0, 1). */
function pick(weights: Float64Array, u: number): number {
  const target = u * sum(weights);
  let reached = 0;
  for (let id = 0; id < weights.length; id += 1) {
    reached += weights[id]!;
    if (reached > target) return id;
  }
  // Both sums are equal and at least 1, and u is at most 1 - 2^-32.
  throw new Error('the running sum of weights never passed a part of itself');
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i]!;
  return total;
}
