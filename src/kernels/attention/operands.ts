import type { Activation, LayerCache, WeightPack } from '../operands.ts';

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
