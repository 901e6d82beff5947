import * as v from 'valibot';

/**
 * What the KV cache holds keys and values in: f32, as kernels compute them, or rounded to f16. Links to findings store a type by its
 * index, so a new one goes to the end.
 */
export const cacheTypes = ['f32', 'f16'] as const;
export const cacheTypeSchema = v.picklist(cacheTypes);
export type CacheType = (typeof cacheTypes)[number];

/** Bytes of a key's or a value's element. */
export const cacheElementBytes: Readonly<Record<CacheType, number>> = { f32: 4, f16: 2 };
