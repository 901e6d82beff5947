import type { WeightFormat } from '../format.ts';
import { codePlace, superblockUnit } from '../superblock.ts';
import { extremeOf, readHalf, steps, writeHalf } from './halves.ts';
import { decodeUnits, encodeBlocks, units, wordAt } from './units.ts';

const block = { elements: 32, bytes: 34 };
const unit = superblockUnit(8);

/** ggml's Q8_0: signed codes of 8 bits in blocks of 32, each with a scale in f16. */
export const q8_0 = {
  name: 'Q8_0',
  code: 5,
  unit,
  vec8sPerChunk: 2,
  fitsF16: false, // 7 bits of a code and 11 of its scale
  dense: null,
  stored: { block, toUnits, ggml: 8 },
  quantised: null,
  decode: (bytes, count) => decodeUnits(bytes, count, unit.bytes, valueOf),
  encode: (values) => toUnits(q80Blocks(values)),
} as const satisfies WeightFormat;

function toUnits(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return units(bytes, { stored: 8 * block.bytes, unit: unit.bytes }, (source, at, words, first) => {
    for (let n = 0; n < 32; n++) {
      const from = at + (n >> 2) * 17 + 1 + (n & 3) * 4;
      const to = first + (n % 16) * 4 + (n >> 4) * 2;
      // A code is stored with 128 added to it.
      words[to] = wordAt(source, from) ^ 0x80808080;
      words[to + 1] = wordAt(source, from + 2) ^ 0x80808080;
    }
    for (let pair = 0; pair < 4; pair++) {
      words[first + 64 + pair] = source[at + pair * 34]! | (source[at + pair * 34 + 17]! << 16);
    }
  });
}

function valueOf(bytes: Uint8Array, index: number): number {
  return (bytes[codePlace(index, 8).byte]! - 128) * readHalf(bytes, 256 + (index >> 5) * 2);
}

/** The nearest values, as files have them. */
export function q80Blocks(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, block, quantise);
}

function quantise(values: Float64Array, bytes: Uint8Array, at: number): void {
  const scale = writeHalf(bytes, at, Math.abs(extremeOf(values, 0, 32)) / 127);
  for (let i = 0; i < 32; i++) bytes[at + 2 + i] = steps(values[i]!, scale, -127, 127);
}
