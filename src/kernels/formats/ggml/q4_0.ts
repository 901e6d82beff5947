import type { WeightFormat } from '../format.ts';
import { superblockUnit } from '../superblock.ts';
import { extremeOf, readHalf, steps, writeHalf } from './halves.ts';
import { decodeUnits, encodeBlocks, nibbleAt, nibblesOf, nibbleWord, units, wordAt } from './units.ts';

const block = { elements: 32, bytes: 18 };
const unit = superblockUnit(4);

/** ggml's Q4_0: codes of 4 bits in blocks of 32, each with a scale in f16. */
export const q4_0 = {
  name: 'Q4_0',
  code: 6,
  unit,
  vec8sPerChunk: 4,
  fitsF16: false, // 3 bits of a code and 11 of its scale
  dense: null,
  stored: { block, toUnits, ggml: 2 },
  quantised: null,
  decode: (bytes, count) => decodeUnits(bytes, count, unit.bytes, valueOf),
  encode: (values) => toUnits(q40Blocks(values)),
} as const satisfies WeightFormat;

/** A byte of a file has the codes of two elements that are 16 apart. */
function toUnits(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return units(bytes, { stored: 8 * block.bytes, unit: unit.bytes }, (source, at, words, first) => {
    for (let n = 0; n < 32; n++) {
      const from = at + (n >> 2) * 9 + 1 + (n & 1) * 4;
      const shift = (n & 2) * 2;
      words[first + nibbleWord(n)] = nibblesOf(wordAt(source, from) >>> shift, wordAt(source, from + 2) >>> shift);
    }
    for (let pair = 0; pair < 4; pair++) {
      words[first + 32 + pair] = source[at + pair * 18]! | (source[at + pair * 18 + 9]! << 16);
    }
  });
}

function valueOf(bytes: Uint8Array, index: number): number {
  return (nibbleAt(bytes, index) - 8) * readHalf(bytes, 128 + (index >> 5) * 2);
}

/** The nearest values, as files have them. */
export function q40Blocks(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, block, quantise);
}

function quantise(values: Float64Array, bytes: Uint8Array, at: number): void {
  const scale = writeHalf(bytes, at, extremeOf(values, 0, 32) / -8);
  const code = (i: number) => steps(values[i]!, scale, -8, 7) + 8;
  for (let i = 0; i < 16; i++) bytes[at + 2 + i] = code(i) | (code(i + 16) << 4);
}
