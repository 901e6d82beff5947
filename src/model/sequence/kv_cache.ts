import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import type { CachePiece, LayerCache } from '../../kernels/operands.ts';
import { refuse } from '../../result.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { headBytes, kvStride } from './kv_bytes.ts';

/** Keys and values of every layer. The size is fixed: growing would copy it all. */
export interface KvCache {
  capacity: number;
  type: CacheType;
  layers: readonly LayerCache[];
  destroy(): void;
}

/** Refuses with `adapter-too-small` when a key head of a layer takes more than a binding may be, or with `out-of-memory`. */
export async function createKvCache(
  gpu: Gpu,
  config: ModelConfig,
  type: CacheType,
  capacity: number,
): Promise<KvCache> {
  const alignment = gpu.device.limits.minStorageBufferOffsetAlignment;
  const half = (heads: number) => Math.ceil((capacity * heads * headBytes(config, type)) / alignment) * alignment;
  const heads = headsAPiece(gpu, config, type, half, capacity);
  const firsts = Array.from({ length: Math.ceil(config.kvHeads / heads) }, (_, index) => index * heads);
  const { arena, value: layers } = await Arena.create(gpu, 'kv cache', (arena) =>
    Array.from({ length: config.layers }, (_, layer): LayerCache => {
      const pieces = firsts.map((firstHead) => {
        const own = Math.min(heads, config.kvHeads - firstHead);
        return pieceOf(arena, `L${layer}.kv${firstHead === 0 ? '' : `.${firstHead}`}`, half(own), firstHead, own);
      });
      return { type, pieces, stride: kvStride(config) };
    }),
  );
  return { capacity, type, layers, destroy: () => arena.destroy() };
}

/** Key heads whose keys and values fit a binding, as many in every piece as in the others if they can be. */
function headsAPiece(
  gpu: Gpu,
  config: ModelConfig,
  type: CacheType,
  half: (heads: number) => number,
  capacity: number,
): number {
  const limit = gpu.adapter.maxBindingBytes;
  for (let pieces = 1; pieces <= config.kvHeads; pieces += 1) {
    const heads = Math.ceil(config.kvHeads / pieces);
    if (2 * half(heads) <= limit) return heads;
  }
  const alignment = gpu.device.limits.minStorageBufferOffsetAlignment;
  const max = Math.floor((Math.floor(limit / 2 / alignment) * alignment) / headBytes(config, type));
  refuse(
    'adapter-too-small',
    `A context of ${capacity} tokens needs ${2 * half(1)} bytes for one key head of a layer and this adapter binds at most ${limit}: choose at most ${max} tokens.`,
  );
}

function pieceOf(arena: Arena, label: string, half: number, firstHead: number, heads: number): CachePiece {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = arena.buffer(label, 2 * half, STORAGE | COPY_SRC | COPY_DST);
  return {
    keys: { buffer, offset: 0, size: half },
    values: { buffer, offset: half, size: half },
    whole: { buffer, offset: 0, size: 2 * half },
    firstHead,
    heads,
  };
}
