import { embeddingTensor, expectedTensors } from '../model/families/qwen3/tensors.ts';
import { kvBytesPerLayer, kvBytesPerToken } from '../model/sequence/kv_bytes.ts';
import { formatOf } from './formats.ts';
import type { CatalogueModel, Edition } from './models.ts';

/** What a model takes, in bytes. */
export interface Footprint {
  /** The weights and the tokenizer, within 0.2% of what the hub lists. */
  download: number;
  /** The weights in GPU memory, as published. */
  weights: number;
  /** The KV cache for each token of context: in one layer, which is one buffer, and in all. */
  kvPerLayer: number;
  kvPerToken: number;
}

/** config.json and the tokenizer. In a GGUF file both are metadata, of half that size. */
const besidesWeights = { gguf: 6e6, others: 11.5e6 };

export function footprintOf({ config }: CatalogueModel, { format, storesCopy }: Edition): Footprint {
  const { bits, gain } = formatOf(format);
  let weights = 0;
  let copy = 0;
  for (const [name, shape] of expectedTensors(config)) {
    const elements = shape.reduce((product, extent) => product * extent, 1);
    const bytes = (elements * (shape.length === 1 ? gain : bits(name, config))) / 8;
    weights += bytes;
    if (storesCopy && name === embeddingTensor) copy = bytes;
  }
  const rest = gain === 32 ? besidesWeights.gguf : besidesWeights.others;
  return {
    download: Math.round(weights + copy + rest),
    weights: Math.round(weights),
    kvPerLayer: kvBytesPerLayer(config),
    kvPerToken: kvBytesPerToken(config),
  };
}
