/** The shape of Qwen3-0.6B. */
export const shape = {
  hidden: 1024,
  ffn: 3072,
  heads: 16,
  kvHeads: 8,
  headDim: 128,
  vocabulary: 151936,
  ropeTheta: 1e6,
  epsilon: 1e-6,
} as const;

/** The names of every layer's keys and values as inputs and outputs of the model, as in transformers.js. */
export function cacheNames(layers: number): { past: string; present: string }[] {
  return Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
    })),
  ).flat();
}
