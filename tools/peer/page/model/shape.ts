/** Qwen3-0.6B. */
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

/** Names of every layer's keys and values among the model's inputs and outputs, as transformers.js has them. */
export function cacheNames(layers: number): { past: string; present: string }[] {
  return Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
    })),
  ).flat();
}
