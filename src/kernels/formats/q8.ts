import type { WeightFormat } from './format.ts';
import { decodeSuperblocks, encodeSuperblocks, superblockUnit, type Codes } from './superblock.ts';

const codes: Codes = { bits: 8, min: -127, max: 127, maxScale: 2 ** 121 };

/** Codes of 8 bits in blocks of 32, each with a scale. */
export const q8 = {
  name: 'Q8',
  code: 3,
  unit: superblockUnit(8),
  vec8sPerChunk: 2,
  fitsF16: false, // 7 bits of a code and 8 of its scale
  dense: null,
  stored: null,
  quantised: {
    choice: '8-bit',
    sensitive: 'Q8',
    constants: { code_bits: 8, lowest_code: 127, largest_scale: 0x7c00_0000 },
  },
  decode: (bytes, count) => decodeSuperblocks(bytes, count, codes),
  encode: (values) => encodeSuperblocks(values, codes),
} as const satisfies WeightFormat;
