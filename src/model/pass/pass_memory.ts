import type { Gpu } from '../../gpu/device.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { weightParts } from '../../kernels/products/weight_parts.ts';
import type { LogitRows } from './activations.ts';
import type { ModelConfig } from '../families/model_config.ts';
import type { OnUncompiled } from './programs/fallbacks.ts';
import { createKvCache, type KvCache } from '../sequence/kv_cache.ts';
import type { Pass } from './forward.ts';
import { Recordings } from './programs/recordings.ts';
import { createSessionBuffers, type SessionBuffers } from '../sequence/session_buffers.ts';
import type { ModelWeights } from '../families/family.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';

/** A model on the GPU, and what its cache holds keys and values in. */
export interface PassModel {
  config: ModelConfig;
  weights: ModelWeights;
  cacheType: CacheType;
}

export interface PassOptions {
  /** Tokens the cache holds. */
  context: number;
  /** Maximum of tokens in a batch. */
  chunk: number;
  logits: LogitRows;
  /** How many programs stay recorded. */
  programs: number;
  onUncompiled?: OnUncompiled;
}

/** What tokens run in, besides the weights: cache, activations, and the programs recorded over them. */
export interface PassMemory {
  cache: KvCache;
  buffers: SessionBuffers;
  recordings: Recordings;
  /** What the recordings are made of. */
  pass: Pass;
  destroy(): void;
}

/** Refuses with `adapter-too-small` or `out-of-memory`; nothing stays allocated then. */
export async function createPassMemory(
  gpu: Gpu,
  { config, weights, cacheType }: PassModel,
  { context, chunk, logits, programs, onUncompiled = 'refuse' }: PassOptions,
): Promise<PassMemory> {
  const tuning = tuningFor(gpu);
  const cache = await createKvCache(gpu, config, cacheType, context);
  try {
    const products = weights.layers.flatMap(({ q, k, v, o, gate, up, down }) => [q, k, v, o, gate, up, down]);
    const size = { chunk, positions: context, logits, weightParts: weightParts(products) };
    const buffers = await createSessionBuffers(gpu, config, size, tuning);
    const pass = { config, weights, cache, activations: buffers.activations, tuning };
    const recordings = new Recordings(gpu, pass, programs, onUncompiled);
    return {
      cache,
      buffers,
      recordings,
      pass,
      destroy() {
        recordings.destroy();
        buffers.destroy();
        cache.destroy();
      },
    };
  } catch (error) {
    cache.destroy();
    throw error;
  }
}
