/** The logits of both programs for the next tokens that matter: the reference's most likely ones, and the other's own choice. */
export interface TopLogits {
  ids: number[];
  reference: number[];
  other: number[];
}

/** How many of the reference's are reported. */
const likeliest = 3;

/** For every row of both, [tokens, vocabulary]. Of equal logits the first is more likely; one that is not finite is no choice. */
export function topLogits(reference: Float32Array, other: Float32Array, vocabulary: number): TopLogits[] {
  return Array.from({ length: reference.length / vocabulary }, (_, row) => {
    const [mine, its] = [reference, other].map((all) => all.subarray(row * vocabulary, (row + 1) * vocabulary));
    const ids = [...new Set([...largest(mine!, likeliest), ...largest(its!, 1)])];
    return { ids, reference: ids.map((id) => mine![id]!), other: ids.map((id) => its![id]!) };
  });
}

function largest(logits: Float32Array, count: number): number[] {
  const found: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    if (!Number.isFinite(logits[id])) continue;
    const before = found.findIndex((one) => logits[id]! > logits[one]!);
    if (before >= 0) found.splice(before, 0, id);
    else if (found.length < count) found.push(id);
    found.length = Math.min(found.length, count);
  }
  return found;
}
