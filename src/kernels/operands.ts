/** What kernels work on: weights in one of the formats, and f32 activations. */
import type { Rows } from '../gpu/recording.ts';
import type { CacheType } from '../vocabulary/cache_type.ts';
import { formatOf, type WeightType } from './formats/formats.ts';

export { weightTypes, type WeightType } from './formats/formats.ts';

/** What weights come in: see {@link formatOf}. */
export function weightUnit(type: WeightType): { elements: number; bytes: number } {
  return formatOf(type).unit;
}

/** Bytes that `elements` weights take. */
export function weightBytes(type: WeightType, elements: number): number {
  const unit = weightUnit(type);
  return Math.ceil(elements / unit.elements) * unit.bytes;
}

/** A matrix of so many columns may be split after every multiple of this many rows: there a whole unit begins. */
export function unitRows(type: WeightType, columns: number): number {
  return lowestCommonMultiple(weightUnit(type).elements, columns) / columns;
}

/** A matrix [rows, columns] in GPU memory; a vector is a matrix of one row. Split into pieces where a binding would be too large. */
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

/** Weights side by side in a buffer, so that a fused kernel reads them through one binding: of one type, or of types that are read together. */
export interface WeightPack {
  binding: Required<GPUBufferBinding>;
  weights: readonly Weight[];
}

/** A weight of a pack begins at a multiple of this many bytes: a whole unit of its type, and where a binding may begin. */
export function packAlignment(type: WeightType, bindingAlignment: number): number {
  return lowestCommonMultiple(weightUnit(type).bytes, bindingAlignment);
}

/** The position of the first element of `weight` in a pack, in elements. */
export function placeInPack(pack: WeightPack, weight: Weight): number {
  const { offset } = weight.pieces[0]!.binding;
  const unit = weightUnit(weight.type);
  return ((offset - pack.binding.offset) / unit.bytes) * unit.elements;
}

/** Whether weights of a pack differ in type. */
export function isMixed({ weights }: WeightPack): boolean {
  return weights.some(({ type }) => type !== weights[0]!.type);
}

/** The type of a pack for a kernel that reads one. */
export function onlyType(pack: WeightPack): WeightType {
  const { label, type } = pack.weights[0]!;
  if (isMixed(pack)) throw new Error(`${label} is not of the type of what it is packed with`);
  return type;
}

/** Keys and values of one layer. Split by key heads where a binding would be too large. */
export interface LayerCache {
  type: CacheType;
  pieces: readonly CachePiece[];
  /** Values a head takes: head_dim rounded up to 4. */
  stride: number;
}

/** Keys and values of some key heads of a layer, [capacity, heads, stride] each, in one buffer. */
export interface CachePiece {
  keys: Required<GPUBufferBinding>;
  values: Required<GPUBufferBinding>;
  whole: Required<GPUBufferBinding>;
  firstHead: number;
  heads: number;
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

/** The binding of a weight that must be in one piece. */
export function onlyPiece(weight: Weight): Required<GPUBufferBinding> {
  const [piece] = weight.pieces;
  if (!piece || weight.pieces.length > 1) throw new Error(`${weight.label} is not in one piece`);
  return piece.binding;
}

/** The cache of a layer that must be in one piece. */
export function onlyCachePiece({ pieces }: LayerCache): CachePiece {
  const [piece] = pieces;
  if (!piece || pieces.length > 1) throw new Error('the cache is not in one piece');
  return piece;
}

function lowestCommonMultiple(a: number, b: number): number {
  let [greater, less] = [a, b];
  while (less > 0) [greater, less] = [less, greater % less];
  return (a / greater) * b;
}
