/** What the fused expansions of steps are written in: one class for one token, one for many, the same methods. */
import type { Activation, LayerCache, Weight, WeightPack } from './operands.ts';
import type { Heads, ReferenceOps } from './reference_ops.ts';

/** Which neighbouring steps are one kernel here. */
export interface Joins {
  /** `attention` does the norms and rotations of `rope`, and appends to the cache. */
  ropeAttention: boolean;
  /** `attn_out` puts together what the splits of `attention` left. */
  attentionOut: boolean;
}

/** Heads, and the epsilon of their norms. */
export interface NormedHeads extends Heads {
  rmsNormEps: number;
}

export interface Projections {
  q: Activation;
  k: Activation;
  v: Activation;
}

/** All that attention touches besides the cache. */
export interface AttentionOperands extends Projections {
  qRotated: Activation;
  rotations: GPUBuffer;
  attentionParts: GPUBuffer;
  attn: Activation;
}

export interface FusedOps {
  /** Plain operations, for steps that have nothing to fuse. */
  readonly plain: ReferenceOps;
  readonly joins: Joins;
  normQkv(x: Activation, gain: Weight, pack: WeightPack, to: Projections, eps: number): void;
  ropeAppend(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void;
  attention(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void;
  /** sum = x + W attn. */
  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, sum: Activation, heads: Heads): void;
  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void;
  /** sum = x + W y. */
  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void;
  /** Logits of the batch's last token, or of all where `tail` is x itself. */
  logits(b: LogitsOperands, gain: Weight, weight: Weight, eps: number): void;
}

export interface LogitsOperands {
  x: Activation;
  tail: Activation;
  logits: Activation;
}
