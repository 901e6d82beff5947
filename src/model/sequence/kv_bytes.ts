import { cacheElementBytes, type CacheType } from '../../vocabulary/cache_type.ts';
import type { ModelConfig } from '../families/model_config.ts';

type Heads = Pick<ModelConfig, 'kvHeads' | 'headDim'>;

/** Bytes of cache per position, over all layers. */
export function kvBytesPerToken(config: Heads & Pick<ModelConfig, 'layers'>, type: CacheType): number {
  return config.layers * config.kvHeads * kvBytesPerHead(config, type);
}

/** Bytes of cache per position for one key head of one layer: its keys and its values. They are in one buffer. */
export function kvBytesPerHead(config: Heads, type: CacheType): number {
  return 2 * headBytes(config, type);
}

/** Values per head, padded to whole groups of four, so that kernels may read four at a time. */
export function kvStride({ headDim }: Heads): number {
  return Math.ceil(headDim / 4) * 4;
}

/** Bytes of one position's keys of one head, and as many of its values. */
export function headBytes(config: Heads, type: CacheType): number {
  return kvStride(config) * cacheElementBytes[type];
}
