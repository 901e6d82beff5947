import { cacheTypes, type CacheType } from '../../../src/vocabulary/cache_type.ts';
import { Stop } from '../../bootstrap/process.mjs';

/** Reads `--cache`. @throws Stop when it names no type of the KV cache. */
export function parseCache(text: string): CacheType {
  const type = cacheTypes.find((type) => type === text);
  if (type) return type;
  throw new Stop(`--cache ${text}: give one of ${cacheTypes.join(', ')}.`);
}
