/** One stage of the reference, to be computed again in float64 from the stages before it. Arrays are [tokens, ...], in f32. */
import { ropeRotations } from '../model/pass/rope.ts';
import type { Yarn } from '../model/families/model_config.ts';
import { add, attention, exact, rmsNorm, rope, swiglu, toF32, type Round } from '../kernels/oracle/float64.ts';
import { deviationOf, type Deviation } from './deviation.ts';
import { product } from './product.ts';
import { valuesOf, type PublishedRows } from './published/rows.ts';

export type Operation =
  /** Rows of the embedding, a token each: `of` is empty. */
  | { kind: 'row'; weight: PublishedRows; row: number }
  /** x [..., n], gain [n]. */
  | { kind: 'norm'; x: Float32Array; gain: PublishedRows; eps: number }
  /** x [tokens, inputs], rows of the weight: their columns of the stage. */
  | { kind: 'product'; x: Float32Array; weight: PublishedRows }
  /** x [tokens, heads, headDim], the first at position 0. */
  | { kind: 'rope'; x: Float32Array; heads: number; headDim: number; theta: number; yarn: Yarn | null }
  | { kind: 'attention'; q: Float32Array; keys: Float32Array; values: Float32Array; heads: Heads }
  | { kind: 'swiglu'; gate: Float32Array; up: Float32Array }
  | { kind: 'add'; x: Float32Array; y: Float32Array };

interface Heads {
  heads: number;
  kvHeads: number;
  headDim: number;
}

/** How far `actual`, what the reference has, is from float64. */
export function examine(operation: Operation, actual: Float32Array): Deviation {
  if (operation.kind === 'product') return product(operation.x, operation.weight, actual);
  const expected = calculation(operation);
  // One row will do: floors of elements are alike.
  const width = actual.length;
  const all = { values: expected(toF32), columns: Array.from({ length: width }, (_, i) => i) };
  return deviationOf(actual, expected(exact), all, { width });
}

function calculation(operation: Exclude<Operation, { kind: 'product' }>): (round: Round) => Float64Array {
  switch (operation.kind) {
    case 'row': {
      const { weight, row } = operation;
      const values = valuesOf(weight).subarray(row * weight.inputs, (row + 1) * weight.inputs);
      return (round) => values.map(round);
    }
    case 'norm': {
      const { x, gain, eps } = operation;
      const gains = valuesOf(gain);
      return (round) => rmsNorm(x, gains, Math.fround(eps), round);
    }
    case 'rope': {
      const { x, heads, headDim, theta, yarn } = operation;
      const rotations = ropeRotations(x.length / heads / headDim, headDim, theta, yarn ?? undefined);
      return (round) => rope(x, rotations, { heads, headDim, start: 0 }, round);
    }
    case 'attention': {
      const { q, keys, values, heads } = operation;
      return (round) => attention(q, keys, values, { ...heads, start: 0 }, round);
    }
    case 'swiglu':
      return (round) => swiglu(operation.gate, operation.up, round);
    case 'add':
      return (round) => add(operation.x, operation.y, round);
  }
}
