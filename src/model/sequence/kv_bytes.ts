import type { ModelConfig } from '../families/model_config.ts';

type Heads = Pick<ModelConfig, 'kvHeads' | 'headDim'>;

/** Bytes of cache per position, over all layers. */
export function kvBytesPerToken(config: Heads & Pick<ModelConfig, 'layers'>): number {
  return config.layers * kvBytesPerLayer(config);
}

/** Bytes of cache per position in one layer: its keys and its values. A layer's cache is one buffer. */
export function kvBytesPerLayer(config: Heads): number {
  return 2 * rowBytes(config);
}

/** Values per head, padded to whole groups of four, so that kernels may read four at a time. */
export function kvStride({ headDim }: Heads): number {
  return Math.ceil(headDim / 4) * 4;
}

/** Bytes of one position's keys in one layer, and as many of its values. */
export function rowBytes(config: Heads): number {
  return config.kvHeads * kvStride(config) * 4;
}
