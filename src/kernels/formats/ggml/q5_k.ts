import type { WeightFormat } from '../format.ts';
import { quantiseWithMin, scaleAndMin, scaleBytes } from './k_scales.ts';
import { decodeUnits, encodeBlocks, nibbleAt, nibblesOf, nibbleWord, unitElements, units, wordAt } from './units.ts';

const unit = { elements: unitElements, bytes: 176 };

/** ggml's Q5_K: codes of 5 bits in blocks of 32, each with a scale and a minimum of 6 bits. */
export const q5_k = {
  name: 'Q5_K',
  code: 8,
  unit,
  vec8sPerChunk: 4,
  fitsF16: false, // 5 bits of a code, 6 of its scale and 11 of the factor
  dense: null,
  stored: { block: unit, toUnits, ggml: 13 },
  quantised: null,
  decode: (bytes, count) => decodeUnits(bytes, count, unit.bytes, valueOf),
  encode: (values) => toUnits(q5kBlocks(values)),
} as const satisfies WeightFormat;

/** A file has the scales first, then the fifth bits, those of an element in all eight blocks in a byte, and then the rest as Q4_K has it. */
function toUnits(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return units(bytes, { stored: unit.bytes, unit: unit.bytes }, (source, at, words, first) => {
    for (let n = 0; n < 32; n++) {
      const from = at + 24 + (n >> 3) * 16 + (n & 3) * 4;
      const shift = n & 4;
      words[first + nibbleWord(n)] = nibblesOf(wordAt(source, from) >>> shift, wordAt(source, from + 2) >>> shift);
      const fifths = at + 8 + (n & 3) * 4;
      const block = n >> 2;
      const low = (wordAt(source, fifths) >>> block) & 0x01010101;
      const high = (wordAt(source, fifths + 2) >>> block) & 0x01010101;
      words[first + 32 + (n % 8)]! |= (nibblesOf(low, 0) | (nibblesOf(high, 0) << 1)) << fifthShift(n);
    }
    for (let i = 0; i < 4; i++) words[first + 40 + i] = wordAt(source, at + i * 2);
  });
}

/** Where vec8 `n` has its first bit in its word of fifth bits. The second four elements follow one further on. */
function fifthShift(n: number): number {
  return (n >> 4) * 16 + ((n >> 3) & 1) * 2;
}

/** In f32, as ggml computes it: only the difference is rounded. */
function valueOf(bytes: Uint8Array, index: number): number {
  const n = index >> 3;
  const bit = fifthShift(n) + ((index >> 2) & 1) + (index & 3) * 4;
  const fifth = (bytes[128 + (n % 8) * 4 + (bit >> 3)]! >> (bit & 7)) & 1;
  const { scale, min } = scaleAndMin(bytes, 160, index >> 5);
  return Math.fround((nibbleAt(bytes, index) + fifth * 16) * scale - min);
}

/** The nearest values, as files have them. */
export function q5kBlocks(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, unit, quantise);
}

function quantise(values: Float64Array, bytes: Uint8Array, at: number): void {
  const codes = quantiseWithMin(values, bytes, at, 31);
  for (let i = 0; i < 256; i++) {
    bytes[at + scaleBytes + (i % 32)]! |= (codes[i]! >> 4) << (i >> 5);
    bytes[at + scaleBytes + 32 + (i >> 6) * 32 + (i % 32)]! |= (codes[i]! & 15) << ((i & 32) >> 3);
  }
}
