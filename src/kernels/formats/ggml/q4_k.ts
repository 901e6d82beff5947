import type { WeightFormat } from '../format.ts';
import { quantiseWithMin, scaleAndMin, scaleBytes } from './k_scales.ts';
import { decodeUnits, encodeBlocks, nibbleAt, nibblesOf, nibbleWord, unitElements, units, wordAt } from './units.ts';

const unit = { elements: unitElements, bytes: 144 };

/** ggml's Q4_K: codes of 4 bits in blocks of 32, each with a scale and a minimum of 6 bits. */
export const q4_k = {
  name: 'Q4_K',
  code: 7,
  unit,
  vec8sPerChunk: 4,
  fitsF16: false, // 4 bits of a code, 6 of its scale and 11 of the factor
  dense: null,
  stored: { block: unit, toUnits, ggml: 12 },
  quantised: null,
  decode: (bytes, count) => decodeUnits(bytes, count, unit.bytes, valueOf),
  encode: (values) => toUnits(q4kBlocks(values)),
} as const satisfies WeightFormat;

/** A file has the scales first. A byte of its codes has those of two elements that are 32 apart. */
function toUnits(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return units(bytes, { stored: unit.bytes, unit: unit.bytes }, (source, at, words, first) => {
    for (let n = 0; n < 32; n++) {
      const from = at + 8 + (n >> 3) * 16 + (n & 3) * 4;
      const shift = n & 4;
      words[first + nibbleWord(n)] = nibblesOf(wordAt(source, from) >>> shift, wordAt(source, from + 2) >>> shift);
    }
    for (let i = 0; i < 4; i++) words[first + 32 + i] = wordAt(source, at + i * 2);
  });
}

/** In f32, as ggml computes it: only the difference is rounded. */
function valueOf(bytes: Uint8Array, index: number): number {
  const { scale, min } = scaleAndMin(bytes, 128, index >> 5);
  return Math.fround(nibbleAt(bytes, index) * scale - min);
}

/** The nearest values, as files have them. */
export function q4kBlocks(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, unit, quantise);
}

function quantise(values: Float64Array, bytes: Uint8Array, at: number): void {
  const codes = quantiseWithMin(values, bytes, at, 15);
  for (let i = 0; i < 256; i++) bytes[at + scaleBytes + (i >> 6) * 32 + (i % 32)]! |= codes[i]! << ((i & 32) >> 3);
}
