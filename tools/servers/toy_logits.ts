/**
 * Logits that depend on the last two ids and on nothing else: the same wherever they are computed. One id is by far the likeliest, or two
 * are nearly alike; all others have a probability of 1e-4 together.
 */
export function toyLogits(ids: readonly number[], vocabulary: number): Float32Array {
  let state = ids.slice(-2).reduce((sum, id) => (Math.imul(sum, 31) + id + 7) >>> 0, 1);
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const logits = Float32Array.from({ length: vocabulary }, () => 4 * next() - 2);
  const far = 10 + Math.log(vocabulary);
  if (next() < 0.3) logits[Math.floor(next() * vocabulary)] = far - 0.2;
  logits[Math.floor(next() * vocabulary)] = far;
  return logits;
}

/** The same as rounded weights might give them: the likeliest are less likely, and of two that are nearly alike the other is likelier. */
export function roundedToyLogits(ids: readonly number[], vocabulary: number): Float32Array {
  const logits = toyLogits(ids, vocabulary);
  const [best, second] = [...logits.keys()].toSorted((a, b) => logits[b]! - logits[a]!) as [number, number];
  const [high, low] = [logits[best]!, logits[second]!];
  logits[best] = high - 5;
  if (high - low < 1) [logits[best], logits[second]] = [low - 5, high - 5];
  return logits;
}
