/** What kernels that read or write the KV cache are given. */
import { cacheElementBytes, type CacheType } from '../../vocabulary/cache_type.ts';
import type { CacheFour } from '../compose.ts';
import type { CachePiece, LayerCache } from '../operands.ts';

/** The weight format that a cache's elements are alike. */
export const formatOfCache = { f32: 'F32', f16: 'F16' } as const satisfies Record<CacheType, string>;

/** Which of shaders/shared/cache a kernel has. */
export function cacheChoice({ type }: Pick<LayerCache, 'type'>): { cache_four: CacheFour } {
  return { cache_four: type === 'f32' ? 'cache_f32' : 'cache_f16' };
}

/** What shaders/shared/key_heads.wgsl is given. */
export function keyHeads(kvHeads: number, { firstHead, heads }: CachePiece) {
  return { kv_heads: kvHeads, first_key_head: firstHead, cache_heads: heads };
}

/** vec4s of a piece before those of its values. */
export function valuesFirst({ type }: LayerCache, { whole, values }: CachePiece): number {
  return (values.offset - whole.offset) / (4 * cacheElementBytes[type]);
}
