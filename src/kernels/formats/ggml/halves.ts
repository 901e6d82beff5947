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
  return step === 0 ? Math.min(max, Math.max(min, 0)) : Math.min(max, Math.max(min, Math.round(value / step)));
}

/** The value of the largest magnitude. */
export function extremeOf(values: Float64Array): number {
  return values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
}
