import { embeddingTensor, headTensor } from '../model/families/qwen3/tensors.ts';
import type { ModelConfig } from '../model/families/model_config.ts';

/** How a model is published: what its matrices are stored in. */
export type PublishedFormat = keyof typeof formats;

interface Format {
  /** What people call it. */
  label: string;
  /** Bits for each weight of a matrix, its scales and zero points included. */
  bits: (tensor: string, config: ModelConfig) => number;
  /** Bits of a norm's gain. */
  gain: 16 | 32;
  /** Parts of a weight for subgroup matrices: two where an f16 does not hold it. */
  parts: 1 | 2;
}

const isOutside = (tensor: string) => tensor === embeddingTensor || tensor === headTensor;

/** Formats that leave embedding and output matrix in 16 bits, as Qwen's FP8, AWQ and GPTQ checkpoints do. */
const layersIn = (bits: number) => (tensor: string) => (isOutside(tensor) ? 16 : bits);

const q5 = 5.5;
const q6 = 6.5625;

/**
 * llama.cpp's mixtures for `_K_M`: the output matrix, or the embedding that stands in for it, takes Q6_K, and so do the values
 * and the down projection of the first and last eighth of the layers and of every third between them.
 */
const mixture =
  (bits: number) =>
  (tensor: string, { layers, tied }: ModelConfig) => {
    if (tensor === headTensor || (tensor === embeddingTensor && tied)) return q6;
    const layer = /layers\.(\d+)\..*(?:v_proj|down_proj)/.exec(tensor)?.[1];
    if (layer === undefined) return bits;
    const [index, eighth] = [Number(layer), Math.floor(layers / 8)];
    const more = index < eighth || index >= Math.floor((7 * layers) / 8) || (index - eighth) % 3 === 2;
    return more ? q6 : bits;
  };

export const formats = {
  BF16: { label: 'BF16', bits: () => 16, gain: 16, parts: 1 },
  // A scale of 16 bits for every 128x128 block.
  FP8: { label: 'FP8', bits: layersIn(8 + 16 / 128 ** 2), gain: 16, parts: 2 },
  // Every 128 weights share a scale of 16 bits and a zero point of as many bits as a weight.
  AWQ: { label: 'AWQ, 4-bit', bits: layersIn(4 + 20 / 128), gain: 16, parts: 2 },
  GPTQ8: { label: 'GPTQ, 8-bit', bits: layersIn(8 + 24 / 128), gain: 16, parts: 2 },
  // Every 128 weights share a scale and an offset of 16 bits.
  MLX4: { label: 'MLX, 4-bit', bits: () => 4 + 32 / 128, gain: 16, parts: 2 },
  MLX8: { label: 'MLX, 8-bit', bits: () => 8 + 32 / 128, gain: 16, parts: 2 },
  Q4_K_M: { label: 'GGUF, Q4_K_M', bits: mixture(4.5), gain: 32, parts: 2 },
  Q5_K_M: { label: 'GGUF, Q5_K_M', bits: mixture(q5), gain: 32, parts: 2 },
  Q6_K: { label: 'GGUF, Q6_K', bits: () => q6, gain: 32, parts: 2 },
  Q8_0: { label: 'GGUF, Q8_0', bits: () => 8.5, gain: 32, parts: 2 },
} satisfies Record<string, Format>;

export const formatOf = (name: PublishedFormat): Format => formats[name];
