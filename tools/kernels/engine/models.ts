import type { ModelShape } from '../../../src/kernels/checking/check.ts';

const qwen3 = { headDim: 128, kvHeads: 8, vocabulary: 151_936 };

/** Models whose layers' sizes a kernel can be run at. */
export const models: Readonly<Record<string, ModelShape>> = {
  'qwen3-0.6b': { ...qwen3, hidden: 1024, heads: 16, ffn: 3072 },
  'qwen3-1.7b': { ...qwen3, hidden: 2048, heads: 16, ffn: 6144 },
  'qwen3-4b': { ...qwen3, hidden: 2560, heads: 32, ffn: 9728 },
};
