import { Arena } from '../gpu/arena.ts';
import type { Gpu } from '../gpu/device.ts';
import { refuse } from '../result.ts';
import type { ModelConfig } from './checkpoint/config.ts';

/** Keys and values of every layer, f32, [capacity, kvHeads, headDim] each. Fixed when made: growing would copy it all. */
export interface KvCache {
  capacity: number;
  layers: readonly { keys: GPUBuffer; values: GPUBuffer }[];
  destroy(): void;
}

/** Bytes of cache one position takes over all layers. */
export function kvBytesPerToken(config: ModelConfig): number {
  return config.layers * 2 * rowBytes(config);
}

/** Refuses with `adapter-too-small` when a layer's cache is larger than a binding may be, or with `out-of-memory`. */
export async function createKvCache(gpu: Gpu, config: ModelConfig, capacity: number): Promise<KvCache> {
  const limit = gpu.adapter.maxBindingBytes;
  const bytes = capacity * rowBytes(config);
  if (bytes > limit) {
    refuse(
      'adapter-too-small',
      `A context of ${capacity} tokens needs ${bytes} bytes a layer and this adapter binds at most ${limit}: choose at most ${Math.floor(limit / rowBytes(config))} tokens.`,
    );
  }
  const { arena, value: layers } = await Arena.create(gpu, 'kv cache', (arena) =>
    Array.from({ length: config.layers }, (_, layer) => ({
      keys: arena.buffer(`L${layer}.keys`, bytes, GPUBufferUsage.STORAGE),
      values: arena.buffer(`L${layer}.values`, bytes, GPUBufferUsage.STORAGE),
    })),
  );
  return { capacity, layers, destroy: () => arena.destroy() };
}

function rowBytes(config: ModelConfig): number {
  return config.kvHeads * config.headDim * 4;
}
