import type { WeightFormat } from '../format.ts';
import { extremeOf, readHalf, steps, writeHalf } from './halves.ts';
import { decodeUnits, encodeBlocks, nibbleAt, nibblesOf, nibbleWord, unitElements, units, wordAt } from './units.ts';

const block = { elements: unitElements, bytes: 210 };
/** 14 bytes more than a file has: vec4s begin at multiples of 16. */
const unit = { elements: unitElements, bytes: 224 };

/** ggml's Q6_K: signed codes of 6 bits in blocks of 16, each with a scale of 8 bits. */
export const q6_k = {
  name: 'Q6_K',
  code: 9,
  unit,
  vec8sPerChunk: 4,
  fitsF16: false, // 5 bits of a code, 7 of its scale and 11 of the factor
  dense: null,
  stored: { block, toUnits, ggml: 14 },
  quantised: null,
  decode: (bytes, count) => decodeUnits(bytes, count, unit.bytes, valueOf),
  encode: (values) => toUnits(q6kBlocks(values)),
} as const satisfies WeightFormat;

/** Where a file has element `index`: bytes of lower and upper bits, and their shifts there. */
function place(index: number) {
  const half = index >> 7;
  const quarter = (index >> 5) & 3;
  return {
    lower: half * 64 + (quarter & 1) * 32 + (index % 32),
    lowerShift: (quarter >> 1) * 4,
    upper: 128 + half * 32 + (index % 32),
    upperShift: quarter * 2,
  };
}

function toUnits(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return units(bytes, { stored: block.bytes, unit: unit.bytes }, (source, at, words, first) => {
    for (let n = 0; n < 32; n++) {
      const { lower, lowerShift, upper, upperShift } = place(n * 8);
      const from = at + lower / 2;
      words[first + nibbleWord(n)] = nibblesOf(
        wordAt(source, from) >>> lowerShift,
        wordAt(source, from + 2) >>> lowerShift,
      );
      const low = (wordAt(source, at + upper / 2) >>> upperShift) & 0x03030303;
      const high = (wordAt(source, at + upper / 2 + 2) >>> upperShift) & 0x03030303;
      words[first + upperWord(n)]! |= (nibblesOf(low, 0) | (nibblesOf(high, 0) << 2)) << upperShiftOf(n);
    }
    for (let i = 0; i < 4; i++) words[first + 48 + i] = wordAt(source, at + 96 + i * 2);
    words[first + 52] = source[at + 104]!;
  });
}

/** The word with the upper bits of vec8 `n`, and where they begin there. Those of the second four elements follow 2 further on. */
function upperWord(n: number): number {
  return 32 + (n % 8) * 2 + (n >> 4);
}

function upperShiftOf(n: number): number {
  return ((n >> 3) & 1) * 16;
}

function valueOf(bytes: Uint8Array, index: number): number {
  const n = index >> 3;
  const bit = upperShiftOf(n) + ((index >> 2) & 1) * 2 + (index & 3) * 4;
  const upper = (bytes[upperWord(n) * 4 + (bit >> 3)]! >> (bit & 7)) & 3;
  const scale = (bytes[192 + (index >> 4)]! << 24) >> 24;
  return (nibbleAt(bytes, index) + upper * 16 - 32) * scale * readHalf(bytes, 208);
}

/** The nearest values, as files have them. */
export function q6kBlocks(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, block, quantise);
}

function quantise(values: Float64Array, bytes: Uint8Array, at: number): void {
  const factor = writeHalf(bytes, at + 208, Math.abs(extremeOf(values, 0, 256)) / 32 / 127);
  for (let n = 0; n < 16; n++) {
    const scale = steps(extremeOf(values, n * 16, 16) / -32, factor, -127, 127);
    bytes[at + 192 + n] = scale;
    for (let i = n * 16; i < n * 16 + 16; i++) {
      const code = steps(values[i]!, scale * factor, -32, 31) + 32;
      const { lower, lowerShift, upper, upperShift } = place(i);
      bytes[at + lower]! |= (code & 15) << lowerShift;
      bytes[at + upper]! |= (code >> 4) << upperShift;
    }
  }
}
