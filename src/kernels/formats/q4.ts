import type { WeightFormat } from './format.ts';
import { decodeSuperblocks, encodeSuperblocks, superblockUnit, type Codes } from './superblock.ts';

const codes: Codes = { bits: 4, min: -8, max: 7, maxScale: 2 ** 125 * (1 - 2 ** -8) };

/** Codes of 4 bits in blocks of 32, each with a scale. */
export const q4 = {
  name: 'Q4',
  code: 4,
  unit: superblockUnit(4),
  vec8sPerChunk: 4,
  fitsF16: true, // 3 bits of a code and 8 of its scale
  dense: null,
  stored: null,
  quantised: {
    choice: '4-bit',
    sensitive: 'Q8',
    constants: { code_bits: 4, lowest_code: 8, largest_scale: 0x7dff_0000 },
  },
  decode: (bytes, count) => decodeSuperblocks(bytes, count, codes),
  encode: (values) => encodeSuperblocks(values, codes),
} as const satisfies WeightFormat;
