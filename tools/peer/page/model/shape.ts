/** The shape of Qwen3-0.6B. */
export const shape = {
  hiddenSize: 1024,
  ffnSize: 3072,
  heads: 16,
  kvHeads: 8,
  headDim: 128,
  vocabSize: 151936,
  ropeTheta: 1e6,
  rmsNormEps: 1e-6,
} as const;
