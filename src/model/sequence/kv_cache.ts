import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import type { LayerCache } from '../../kernels/operands.ts';
import { refuse } from '../../result.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { kvStride, rowBytes } from './kv_bytes.ts';

/** Keys and values of every layer, f32, [capacity, kvHeads, stride] each. The size is fixed: growing would copy it all. */
export interface KvCache {
  capacity: number;
  layers: readonly LayerCache[];
  destroy(): void;
}

/** Refuses with `adapter-too-small` when a layer's cache is larger than a binding may be, or with `out-of-memory`. */
export async function createKvCache(gpu: Gpu, config: ModelConfig, capacity: number): Promise<KvCache> {
  const limit = gpu.adapter.maxBindingBytes;
  const alignment = gpu.device.limits.minStorageBufferOffsetAlignment;
  const half = Math.ceil((capacity * rowBytes(config)) / alignment) * alignment;
  if (2 * half > limit) {
    const max = Math.floor((Math.floor(limit / 2 / alignment) * alignment) / rowBytes(config));
    refuse(
      'adapter-too-small',
      `A context of ${capacity} tokens needs ${2 * half} bytes a layer and this adapter binds at most ${limit}: choose at most ${max} tokens.`,
    );
  }
  const { arena, value: layers } = await Arena.create(gpu, 'kv cache', (arena) =>
    Array.from({ length: config.layers }, (_, layer): LayerCache => {
      const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
      const buffer = arena.buffer(`L${layer}.kv`, 2 * half, STORAGE | COPY_SRC | COPY_DST);
      return {
        keys: { buffer, offset: 0, size: half },
        values: { buffer, offset: half, size: half },
        whole: { buffer, offset: 0, size: 2 * half },
        stride: kvStride(config),
      };
    }),
  );
  return { capacity, layers, destroy: () => arena.destroy() };
}
