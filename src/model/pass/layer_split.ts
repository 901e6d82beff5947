import { gpuChunk } from '../../kernels/adapter_traits.ts';
import { splitBytes, type WeightParts } from '../../kernels/products/split_buffers.ts';
import type { ModelConfig } from '../families/model_config.ts';

/** Bytes of what the products of a layer read by subgroup matrices, in batches of at most `tokens`. */
export function layerSplitBytes(
  { hiddenSize, ffnSize, heads, kvHeads, headDim }: ModelConfig,
  tokens: number,
  parts: WeightParts,
) {
  return splitBytes(
    tokens,
    [
      { inputs: hiddenSize, outputs: (heads + 2 * kvHeads) * headDim },
      { inputs: heads * headDim, outputs: hiddenSize },
      { inputs: hiddenSize, outputs: 2 * ffnSize },
      { inputs: ffnSize, outputs: hiddenSize },
    ],
    parts,
  );
}

/** What a GPU with subgroup matrices spends on them: bytes in all, and of the largest buffer. They do without where no binding holds that one. */
export function matrixScratch(config: ModelConfig, parts: WeightParts): { bytes: number; largest: number } {
  const { inputs, inputScales, weights, weightScales } = layerSplitBytes(config, gpuChunk, parts);
  return { bytes: inputs + inputScales + weights + weightScales, largest: Math.max(inputs, weights) };
}
