/** Scales and minima of Q4_K and Q5_K: eight of each, codes of 6 bits in twelve bytes, behind their two factors. */
import { extremeOf, readHalf, steps, writeHalf } from './halves.ts';

export interface ScaleAndMin {
  scale: number;
  min: number;
}

/** Bytes of the factors and the codes. */
export const scaleBytes = 16;

/** Of block `index`; `at` is where the factors begin. Products of 17 bits, so f32 holds them. */
export function scaleAndMin(bytes: Uint8Array, at: number, index: number): ScaleAndMin {
  const code = (n: number) => bytes[at + 4 + n]!;
  const [scale, min] =
    index < 4
      ? [code(index) & 63, code(index + 4) & 63]
      : [(code(index + 4) & 15) | ((code(index - 4) >> 6) << 4), (code(index + 4) >> 4) | ((code(index) >> 6) << 4)];
  return { scale: readHalf(bytes, at) * scale, min: readHalf(bytes, at + 2) * min };
}

const scales = new Float64Array(8);
const mins = new Float64Array(8);
const codes = new Uint8Array(256);

/** Writes the nearest to what blocks of 32 values need for codes from 0 to `largest`; `at` is where the factors begin. */
function writeScales(values: Float64Array, bytes: Uint8Array, at: number, largest: number): void {
  for (let n = 0; n < 8; n++) {
    let [lowest, highest] = [0, 0];
    for (let i = n * 32; i < n * 32 + 32; i++) {
      lowest = Math.min(lowest, values[i]!);
      highest = Math.max(highest, values[i]!);
    }
    mins[n] = -lowest;
    scales[n] = (highest - lowest) / largest;
  }
  const scaleFactor = writeHalf(bytes, at, extremeOf(scales, 0, 8) / 63);
  const minFactor = writeHalf(bytes, at + 2, extremeOf(mins, 0, 8) / 63);
  for (let n = 0; n < 8; n++) {
    const scale = steps(scales[n]!, scaleFactor, 0, 63);
    const min = steps(mins[n]!, minFactor, 0, 63);
    if (n < 4) {
      bytes[at + 4 + n]! |= scale;
      bytes[at + 8 + n]! |= min;
    } else {
      bytes[at + 8 + n] = (scale & 15) | ((min & 15) << 4);
      bytes[at + n]! |= (scale >> 4) << 6;
      bytes[at + 4 + n]! |= (min >> 4) << 6;
    }
  }
}

/** Writes scales for 256 values to the bytes from `at` on, and returns the values' codes, from 0 to `largest`, until it is called again. */
export function quantiseWithMin(values: Float64Array, bytes: Uint8Array, at: number, largest: number): Uint8Array {
  writeScales(values, bytes, at, largest);
  for (let n = 0; n < 8; n++) {
    const { scale, min } = scaleAndMin(bytes, at, n);
    for (let i = n * 32; i < n * 32 + 32; i++) codes[i] = steps(values[i]! + min, scale, 0, largest);
  }
  return codes;
}
