import { halfBits, halfValue } from '../f16.ts';

/** The f16 at byte `at`. */
export function readHalf(bytes: Uint8Array, at: number): number {
  return halfValue(bytes[at]! | (bytes[at + 1]! << 8));
}

/** Writes the nearest finite f16, and returns what it is worth. */
export function writeHalf(bytes: Uint8Array, at: number, value: number): number {
  const bits = halfBits(Math.max(-65504, Math.min(65504, value)));
  bytes[at] = bits & 0xff;
  bytes[at + 1] = bits >> 8;
  return halfValue(bits);
}

/** The whole number of steps nearest to a value; 0 where a step is 0. */
export function steps(value: number, step: number, min: number, max: number): number {
  const nearest = step === 0 ? 0 : Math.round(value / step);
  return nearest < min ? min : nearest > max ? max : nearest;
}

/** The value of the largest magnitude among `count` from `first` on. */
export function extremeOf(values: Float64Array, first: number, count: number): number {
  let extreme = 0;
  for (let i = first; i < first + count; i++) if (Math.abs(values[i]!) > Math.abs(extreme)) extreme = values[i]!;
  return extreme;
}
