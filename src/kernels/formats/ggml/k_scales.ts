/** Scales and minima of Q4_K and Q5_K: eight of each, codes of 6 bits in twelve bytes, behind their two factors. */
import { readHalf, steps, writeHalf } from './halves.ts';

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

/** Writes the nearest to what blocks of 32 values need for codes from 0 to `largest`. */
export function writeScales(values: Float64Array, bytes: Uint8Array, largest: number): void {
  const blocks = Array.from({ length: 8 }, (_, n) => values.subarray(n * 32, n * 32 + 32));
  const mins = blocks.map((block) => Math.max(0, -Math.min(...block)));
  const scales = blocks.map((block, n) => (Math.max(0, ...block) + mins[n]!) / largest);
  const scaleFactor = writeHalf(bytes, 0, Math.max(...scales) / 63);
  const minFactor = writeHalf(bytes, 2, Math.max(...mins) / 63);
  for (let n = 0; n < 8; n++) {
    const scale = steps(scales[n]!, scaleFactor, 0, 63);
    const min = steps(mins[n]!, minFactor, 0, 63);
    if (n < 4) {
      bytes[4 + n]! |= scale;
      bytes[8 + n]! |= min;
    } else {
      bytes[8 + n] = (scale & 15) | ((min & 15) << 4);
      bytes[n]! |= (scale >> 4) << 6;
      bytes[4 + n]! |= (min >> 4) << 6;
    }
  }
}

/** The code of a value of block `index`. */
export function codeOf(value: number, { scale, min }: ScaleAndMin, largest: number): number {
  return steps(value + min, scale, 0, largest);
}
