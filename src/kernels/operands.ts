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
  buffer: GPUBuffer;
  firstRow: number;
  rows: number;
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
