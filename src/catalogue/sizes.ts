import type { ModelConfig } from '../model/families/model_config.ts';

export const sizes = ['0.6B', '1.7B', '4B', '8B', '14B', '32B'] as const;
export type Size = (typeof sizes)[number];

/** The dense Qwen3 models by size, as the config.json of Qwen/Qwen3-0.6B and so on says. */
const shapes: Record<Size, Pick<ModelConfig, 'layers' | 'hiddenSize' | 'ffnSize' | 'heads' | 'tied'>> = {
  '0.6B': { layers: 28, hiddenSize: 1024, ffnSize: 3072, heads: 16, tied: true },
  '1.7B': { layers: 28, hiddenSize: 2048, ffnSize: 6144, heads: 16, tied: true },
  '4B': { layers: 36, hiddenSize: 2560, ffnSize: 9728, heads: 32, tied: true },
  '8B': { layers: 36, hiddenSize: 4096, ffnSize: 12288, heads: 32, tied: false },
  '14B': { layers: 40, hiddenSize: 5120, ffnSize: 17408, heads: 40, tied: false },
  '32B': { layers: 64, hiddenSize: 5120, ffnSize: 25600, heads: 64, tied: false },
};

export function configOf(size: Size, maxPositions: number): ModelConfig {
  return {
    ...shapes[size],
    vocabSize: 151_936,
    kvHeads: 8,
    headDim: 128,
    maxPositions,
    ropeTheta: maxPositions > 40_960 ? 5_000_000 : 1_000_000,
    rmsNormEps: 1e-6,
  };
}
