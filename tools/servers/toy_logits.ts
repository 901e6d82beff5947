/**
 * Logits that depend on the last two ids and on nothing else: the same wherever they are computed. One id is likelier than all others
 * together.
 */
export function toyLogits(ids: readonly number[], vocabulary: number): Float32Array {
  let state = ids.slice(-2).reduce((sum, id) => (Math.imul(sum, 31) + id + 7) >>> 0, 1);
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const logits = Float32Array.from({ length: vocabulary }, () => 4 * next() - 2);
  logits[Math.floor(next() * vocabulary)] = 4 + Math.log(vocabulary);
  return logits;
}
