import { deviationOf, type Deviation } from './deviation.ts';
import { valuesOf, type PublishedRows } from './published/rows.ts';

/** Rows of a weight that are multiplied in f32 as well. */
const sampled = 32;

/** How far columns of a product, [tokens, weight.count], are from float64, given all inputs, [tokens, weight.inputs]. */
export function product(x: Float32Array, weight: PublishedRows, actual: Float32Array): Deviation {
  const { inputs, count, first } = weight;
  const rows = valuesOf(weight);
  const tokens = x.length / inputs;
  const vectors = Float64Array.from(x);
  const expected = new Float64Array(tokens * count);
  for (let row = 0; row < count; row += 1) {
    for (let token = 0; token < tokens; token += 1) {
      expected[token * count + row] = dot(rows, row * inputs, vectors, token * inputs, inputs);
    }
  }
  const step = Math.ceil(count / sampled);
  const columns = Array.from({ length: Math.ceil(count / step) }, (_, n) => n * step);
  const values = new Float64Array(tokens * columns.length);
  for (let token = 0; token < tokens; token += 1) {
    columns.forEach((row, n) => {
      values[token * columns.length + n] = dotInF32(rows, row * inputs, vectors, token * inputs, inputs);
    });
  }
  return deviationOf(actual, expected, { values, columns }, { width: count, firstColumn: first });
}

/** Four sums at a time: one alone waits for each addition. */
function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += a[atA + i]! * b[atB + i]!;
    s1 += a[atA + i + 1]! * b[atB + i + 1]!;
    s2 += a[atA + i + 2]! * b[atB + i + 2]!;
    s3 += a[atA + i + 3]! * b[atB + i + 3]!;
  }
  for (; i < length; i += 1) s0 += a[atA + i]! * b[atB + i]!;
  return s0 + s1 + (s2 + s3);
}

function dotInF32(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) {
    sum = Math.fround(sum + Math.fround(Math.fround(a[atA + i]!) * b[atB + i]!));
  }
  return sum;
}
