/** KL(reference || other) of the next token's probabilities over tokens, in nats, and how often both choose the same token. */
export interface Divergence {
  tokens: number;
  mean: number;
  p999: number;
  max: number;
  /** Share of tokens after which the same token is most likely. */
  sameTop: number;
  /** The first token after which it is not, with the choice of each; null where there is none. */
  firstDifferent: Difference | null;
}

interface Difference {
  /** Index of the token. */
  row: number;
  reference: Choice;
  other: Choice;
}

/** A token id and its probability in both. */
interface Choice {
  id: number;
  byReference: number;
  byOther: number;
}

/** Both are [tokens, vocabulary]. A logit that is not finite has probability 0; a row of nothing else diverges to Infinity. */
export function divergence(reference: Float32Array, other: Float32Array, vocabulary: number): Divergence {
  const each: number[] = [];
  let same = 0;
  let firstDifferent: Difference | null = null;
  for (let first = 0; first < reference.length; first += vocabulary) {
    const p = probabilities(reference.subarray(first, first + vocabulary));
    const q = probabilities(other.subarray(first, first + vocabulary));
    let kl = 0;
    for (let id = 0; id < vocabulary; id++) {
      if (p.of[id]! > 0) kl += p.of[id]! * (p.log(id) - q.log(id));
    }
    // Rounding may make it slightly negative.
    each.push(Number.isNaN(kl) ? Infinity : Math.max(0, kl));
    if (p.top === q.top) same += 1;
    else {
      const choice = (id: number): Choice => ({ id, byReference: p.of[id]!, byOther: q.of[id]! });
      firstDifferent ??= { row: first / vocabulary, reference: choice(p.top), other: choice(q.top) };
    }
  }
  const sorted = each.toSorted((a, b) => a - b);
  return {
    tokens: each.length,
    mean: each.reduce((sum, kl) => sum + kl, 0) / each.length,
    p999: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.999))]!,
    max: sorted.at(-1)!,
    sameTop: same / each.length,
    firstDifferent,
  };
}

/** Probabilities of one row, in float64. Of equal logits the first is the most likely, as in argmax. */
function probabilities(logits: Float32Array) {
  let top = 0;
  for (let id = 1; id < logits.length; id++) {
    if (logits[id]! > logits[top]! || !Number.isFinite(logits[top]!)) top = id;
  }
  const largest = Number.isFinite(logits[top]!) ? logits[top]! : 0;
  if (!Number.isFinite(logits[top]!)) top = 0;
  const of = Float64Array.from(logits, (logit) => (Number.isFinite(logit) ? Math.exp(logit - largest) : 0));
  const total = of.reduce((sum, weight) => sum + weight, 0);
  for (let id = 0; id < of.length; id++) of[id]! /= total;
  const log = (id: number) =>
    Number.isFinite(logits[id]!) ? logits[id]! - largest - Math.log(total) : Number.NEGATIVE_INFINITY;
  return { of, top, log };
}
