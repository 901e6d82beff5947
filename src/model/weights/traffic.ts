import type { Weight } from '../../kernels/operands.ts';
import { weightBytes } from '../../kernels/operands.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { kvBytesPerToken } from '../sequence/kv_bytes.ts';
import type { ModelWeights } from '../families/family.ts';

/** Bytes that decoding one token has to read at a context of `positions`: every weight once, and the cache. */
export function bytesPerToken(
  config: ModelConfig,
  { layers, finalNorm, lmHead }: ModelWeights,
  cacheType: CacheType,
  positions: number,
): number {
  const weights = layers.flatMap(({ packs: _packs, ...weights }) => Object.values(weights));
  const bytes = ({ rows, columns, type }: Weight) => weightBytes(type, rows * columns);
  const read = [...weights, finalNorm, lmHead].reduce((sum, weight) => sum + bytes(weight), 0);
  return read + positions * kvBytesPerToken(config, cacheType);
}
