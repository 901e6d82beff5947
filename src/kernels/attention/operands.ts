import type { Activation, CachePiece, LayerCache, WeightPack } from '../operands.ts';

/** Sizes of a model's attention. */
export interface Heads {
  heads: number;
  kvHeads: number;
  headDim: number;
}

/** Heads, and the epsilon of their norms. */
export interface NormedHeads extends Heads {
  rmsNormEps: number;
}

/** All that `rope` and `attention` touch. */
export interface AttentionOperands {
  q: Activation;
  k: Activation;
  v: Activation;
  qRotated: Activation;
  rotations: GPUBuffer;
  /** What the splits of one token's attention write, to be merged. */
  attentionParts: GPUBuffer;
  attn: Activation;
  /** The gains of the norms of q and k. */
  qkNorm: WeightPack;
  cache: LayerCache;
  heads: NormedHeads;
}

/** What shaders/shared/key_heads.wgsl is given. */
export function keyHeads(kvHeads: number, { firstHead, heads }: CachePiece) {
  return { kv_heads: kvHeads, first_key_head: firstHead, cache_heads: heads };
}

/** Values of a piece of the cache before those of v. */
export function valuesFirst({ whole, values }: CachePiece): number {
  return (values.offset - whole.offset) / 4;
}
