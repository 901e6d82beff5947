/** What kernels work on: weights as published, and f32 activations. */
import type { Rows } from '../gpu/recording.ts';

/** Storage types of weights, with the code that `weight_type` has in shaders/common/weight.wgsl. */
export const weightTypes = { F32: 0, F16: 1, BF16: 2 } as const;
export type WeightType = keyof typeof weightTypes;

export function weightTypeBytes(type: WeightType): number {
  return type === 'F32' ? 4 : 2;
}

/** A matrix [rows, columns] in its stored type; a vector is a matrix of one row. Split where a binding would be too large. */
export interface Weight {
  label: string;
  type: WeightType;
  rows: number;
  columns: number;
  pieces: readonly WeightPiece[];
}

export interface WeightPiece {
  binding: Required<GPUBufferBinding>;
  firstRow: number;
  rows: number;
}

/** Weights of one type that lie together in a buffer, so that a fused kernel reads them through one binding. */
export interface WeightPack {
  type: WeightType;
  binding: Required<GPUBufferBinding>;
  weights: readonly Weight[];
}

/** The place of the first element of `weight` in a pack, counted in elements. */
export function placeInPack(pack: WeightPack, weight: Weight): number {
  const { offset } = weight.pieces[0]!.binding;
  return (offset - pack.binding.offset) / weightTypeBytes(pack.type);
}

/** Keys and values of one layer, [capacity, kvHeads, stride] in f32 each, in one buffer. */
export interface LayerCache {
  keys: Required<GPUBufferBinding>;
  values: Required<GPUBufferBinding>;
  whole: Required<GPUBufferBinding>;
  /** f32 values a head takes: head_dim rounded up to 4. */
  stride: number;
}

/** Rows of `width` f32 values. */
export interface Activation {
  buffer: GPUBuffer;
  width: number;
  rows: Rows;
}

/** The same values seen as one row a head. */
export function perHead(activation: Activation, headDim: number): Activation {
  const heads = activation.width / headDim;
  const { rows } = activation;
  return {
    buffer: activation.buffer,
    width: headDim,
    rows: 'fixed' in rows ? { fixed: rows.fixed * heads } : { perToken: rows.perToken * heads },
  };
}

/** The binding of a weight that has to be whole. */
export function onlyPiece(weight: Weight): Required<GPUBufferBinding> {
  const [piece] = weight.pieces;
  if (!piece || weight.pieces.length > 1) throw new Error(`${weight.label} is not in one piece`);
  return piece.binding;
}
