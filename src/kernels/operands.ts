/** What kernels work on: weights as published or in blocks of codes, and f32 activations. */
import type { Rows } from '../gpu/recording.ts';

/** Types of weights in GPU memory, with the code that `weight_type` has in shaders/formats/weight.wgsl. */
export const weightTypes = { F32: 0, F16: 1, BF16: 2, Q8: 3, Q4: 4 } as const;
export type WeightType = keyof typeof weightTypes;

/** Types that a checkpoint has. */
export type StoredType = Exclude<WeightType, BlockType>;
/** Blocks of codes with a scale each (shaders/formats/blocks.wgsl), made on load. */
export type BlockType = 'Q8' | 'Q4';

interface Unit {
  elements: number;
  bytes: number;
}

/**
 * What weights of a type come in: a tensor takes whole units, and a part of one that has to stand for itself (a piece, a
 * write) begins with one. A word; or, of codes, eight blocks of 32 and their scales.
 */
const units: Record<WeightType, Unit> = {
  F32: { elements: 1, bytes: 4 },
  F16: { elements: 2, bytes: 4 },
  BF16: { elements: 2, bytes: 4 },
  Q8: { elements: 256, bytes: 272 },
  Q4: { elements: 256, bytes: 144 },
};

export function weightUnit(type: WeightType): Unit {
  return units[type];
}

/** Bytes that `elements` weights take. */
export function weightBytes(type: WeightType, elements: number): number {
  const unit = units[type];
  return Math.ceil(elements / unit.elements) * unit.bytes;
}

/** Rows of so many columns after which a whole unit begins, or a multiple of them: where a matrix may be split. */
export function unitRows(type: WeightType, columns: number): number {
  return leastCommonMultiple(units[type].elements, columns) / columns;
}

/** A matrix [rows, columns] as it is in memory; a vector is a matrix of one row. Split where a binding would be too large. */
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

/** Where a weight of a pack may begin: at a whole unit of its type, and where a binding may. */
export function packAlignment(type: WeightType, bindingAlignment: number): number {
  return leastCommonMultiple(units[type].bytes, bindingAlignment);
}

/** The place of the first element of `weight` in a pack, counted in elements. */
export function placeInPack(pack: WeightPack, weight: Weight): number {
  const { offset } = weight.pieces[0]!.binding;
  const unit = weightUnit(pack.type);
  return ((offset - pack.binding.offset) / unit.bytes) * unit.elements;
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
  binding: Required<GPUBufferBinding>;
  width: number;
  rows: Rows;
}

/** The same values seen as one row a head. */
export function perHead(activation: Activation, headDim: number): Activation {
  const heads = activation.width / headDim;
  const { rows } = activation;
  return {
    binding: activation.binding,
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

function leastCommonMultiple(a: number, b: number): number {
  let [greater, less] = [a, b];
  while (less > 0) [greater, less] = [less, greater % less];
  return (a / greater) * b;
}
