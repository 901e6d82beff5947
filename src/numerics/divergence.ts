/** KL(reference || other) of the next token's probabilities, in nats, over tokens; and how often both would choose alike. */
export interface Divergence {
  tokens: number;
  mean: number;
  p999: number;
  max: number;
  /** Share of tokens whose likeliest next one is the same. */
  sameTop: number;
  /** The first token at which it is not, with the choice of each and what both give for it. */
  firstDifferent: Difference | null;
}

export interface Difference {
  /** Counted among the rows. */
  row: number;
  reference: Choice;
  other: Choice;
}

/** An id, and its probability by either. */
export interface Choice {
  id: number;
  byReference: number;
  byOther: number;
}

/** Both [tokens, vocabulary], in f32. What is not finite counts as a probability of 0; a row of nothing else diverges to Infinity. */
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
    // Rounding may leave it a little below 0, which it cannot be.
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

/** Of one row, in float64. The likeliest is the first of equals, as argmax takes it. */
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
