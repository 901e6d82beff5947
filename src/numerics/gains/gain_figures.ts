/** Figures of one norm's gains. */
export interface GainFigures {
  mean: number;
  std: number;
  /** The largest absolute gain. */
  max: number;
  /** How many gains are NaN or infinite; the other figures leave them out. */
  nonFinite: number;
}

export interface LayerGainFigures {
  inputNorm: GainFigures;
  qNorm: GainFigures;
  kNorm: GainFigures;
  postNorm: GainFigures;
  /**
   * Bound on the attention scores of the layer, whatever the text. A normalised head has length sqrt(head_dim), and a
   * rotation mixes only the two halves of a pair: so a score is at most sqrt(head_dim) times the largest product of gains in
   * a pair.
   */
  largestScore: number;
}

export function gainFigures(gains: Float32Array): GainFigures {
  const finite = Array.from(gains).filter(Number.isFinite);
  const mean = finite.reduce((sum, gain) => sum + gain, 0) / Math.max(finite.length, 1);
  const squares = finite.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  return {
    mean,
    std: Math.sqrt(squares / Math.max(finite.length, 1)),
    max: finite.reduce((max, gain) => Math.max(max, Math.abs(gain)), 0),
    nonFinite: gains.length - finite.length,
  };
}

/** `qNorm` and `kNorm` are [head_dim]. */
export function largestScore(qNorm: Float32Array, kNorm: Float32Array): number {
  const half = qNorm.length / 2;
  let max = 0;
  for (let i = 0; i < half; i++) {
    const q = Math.max(Math.abs(qNorm[i]!), Math.abs(qNorm[i + half]!));
    const k = Math.max(Math.abs(kNorm[i]!), Math.abs(kNorm[i + half]!));
    max = Math.max(max, q * k);
  }
  return Math.sqrt(qNorm.length) * max;
}
