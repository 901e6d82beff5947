import { floatOf } from '../../kernels/formats/float_bits.ts';
import { halfValue } from '../../kernels/formats/f16.ts';
import type { Bytes } from '../../model/checkpoint/sources/source.ts';

/** Types in which files have floats. */
export type FloatType = 'F32' | 'F16' | 'BF16';

/** What each of the 65,536 halves is worth. A table is ten times as fast as decoding each. */
const tables: Partial<Record<FloatType, Float64Array>> = {};

function tableOf(type: 'F16' | 'BF16'): Float64Array {
  const value = type === 'F16' ? halfValue : (half: number) => floatOf(half << 16);
  return (tables[type] ??= Float64Array.from({ length: 2 ** 16 }, (_, half) => value(half)));
}

export function readHalf(bytes: Bytes, at: number): number {
  return tableOf('F16')[bytes[at]! | (bytes[at + 1]! << 8)]!;
}

/** What floats of a file are worth. */
export function decodeFloats(bytes: Bytes, type: FloatType): Float64Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (type === 'F32') {
    return Float64Array.from(new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2));
  }
  const halves = new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
  const table = tableOf(type);
  const values = new Float64Array(halves.length);
  for (let i = 0; i < values.length; i += 1) values[i] = table[halves[i]!]!;
  return values;
}
