import type { ModelConfig } from '../model/families/model_config.ts';
import { embeddingTensor, expectedTensors, headTensor } from '../model/families/qwen3/tensors.ts';
import { matrixScratch } from '../model/pass/layer_split.ts';
import { kvBytesPerHead, kvBytesPerToken } from '../model/sequence/kv_bytes.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import { formatOf } from './formats.ts';
import type { CatalogueModel, Edition } from './models.ts';

type ByChoice<T> = { stored: T } & Partial<Record<WeightChoice, T>>;

/** What a model takes, in bytes. */
export interface Footprint {
  /** The weights and the tokenizer, within 0.2% of what the hub lists. */
  download: number;
  /** The weights in GPU memory: as published and, where they can be rounded while they load, in blocks of codes. */
  weights: ByChoice<number>;
  /** What a GPU with subgroup matrices splits a layer's inputs and weights into: in all, and the largest buffer. */
  scratch: ByChoice<{ bytes: number; largest: number }>;
  /** The KV cache, in f32, for each token of context: for one key head of one layer, which is in one buffer, and in all. */
  kvPerHead: number;
  kvPerToken: number;
}

/** config.json and the tokenizer. In a GGUF file both are metadata, of half that size. */
const besidesWeights = { gguf: 6e6, others: 11.5e6 };

/** Bits for each weight of blocks that are made while loading; embedding and output matrix keep 8 (decision 022). */
const blockBits = { '8-bit': 8.5, '4-bit': 4.5 };

/** The scratch of a model in whatever format. */
export const maxScratch = (config: ModelConfig) => matrixScratch(config, 2);

export function footprintOf({ config }: CatalogueModel, { format, storesCopy }: Edition): Footprint {
  const { bits, gain, parts } = formatOf(format);
  const tensors = [...expectedTensors(config)].map(([name, shape]) => ({
    name,
    elements: shape.reduce((product, extent) => product * extent, 1),
    isGain: shape.length === 1,
  }));
  const bytesOf = (bitsOf: (name: string) => number) =>
    Math.round(
      tensors.reduce((sum, { name, elements, isGain }) => sum + (elements * (isGain ? gain : bitsOf(name))) / 8, 0),
    );
  const blocks = (choice: keyof typeof blockBits) =>
    bytesOf((name) => (name === embeddingTensor || name === headTensor ? blockBits['8-bit'] : blockBits[choice]));
  const stored = bytesOf((name) => bits(name, config));
  const copy = storesCopy ? (config.vocabSize * config.hiddenSize * bits(embeddingTensor, config)) / 8 : 0;
  return {
    download: stored + copy + (gain === 32 ? besidesWeights.gguf : besidesWeights.others),
    weights: { stored, ...(format === 'BF16' && { '8-bit': blocks('8-bit'), '4-bit': blocks('4-bit') }) },
    scratch: {
      stored: matrixScratch(config, parts),
      ...(format === 'BF16' && { '8-bit': matrixScratch(config, 2), '4-bit': matrixScratch(config, 1) }),
    },
    kvPerHead: kvBytesPerHead(config, 'f32'),
    kvPerToken: kvBytesPerToken(config, 'f32'),
  };
}
