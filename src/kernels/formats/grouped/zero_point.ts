import { f16 } from '../f16.ts';
import { bitsOf, floatOf } from '../float_bits.ts';
import type { WeightFormat } from '../format.ts';
import { groupedCode, groupedTraits, groupSizes, packGroups, unpackGroups, type GroupSize } from './layout.ts';

export type ZeroPointType = `INT${4 | 8}_G${GroupSize}`;

interface ZeroPointFormat extends WeightFormat {
  name: ZeroPointType;
  dense: null;
  stored: null;
  quantised: null;
}

/** Bits of a word of parameters below the scale's. */
const zeroBits = 2 ** 8 - 1;

/**
 * (code - zero) * scale, as GPTQ and AWQ define it: an unsigned code, and for each group of a row a zero point, a whole number, and a scale. Files
 * have scales in f16 or bf16, and both widen to f32, exactly. The two differ in how files store it.
 */
export const zeroPointFormats: readonly ZeroPointFormat[] = ([4, 8] as const).flatMap((bits) =>
  groupSizes.map((group) => zeroPoint(bits, group)),
);

export function zeroPointType(bits: 4 | 8, group: GroupSize): ZeroPointType {
  return `INT${bits}_G${group}`;
}

function zeroPoint(bits: 4 | 8, group: GroupSize): ZeroPointFormat {
  const grouping = { bits, group };
  const highest = 2 ** bits - 1;
  return {
    name: zeroPointType(bits, group),
    code: groupedCode('zeroPoint', grouping),
    ...groupedTraits(grouping),
    decode: (bytes, count) =>
      unpackGroups(bytes, count, grouping, (parameters) => {
        const scale = floatOf(parameters & ~zeroBits);
        return (code) => (code - (parameters & zeroBits)) * scale;
      }),
    encode: (values) =>
      packGroups(values, grouping, (own) => {
        const [lowest, largest] = [Math.min(0, ...own), Math.max(0, ...own)];
        const scale = f16.decode(f16.encode([(largest - lowest) / highest]), 1)[0]! || 1;
        const zero = Math.min(highest, Math.round(-lowest / scale));
        const codes = own.map((value) => Math.min(highest, Math.max(0, Math.round(value / scale) + zero)));
        return { codes, parameters: bitsOf(scale) + zero };
      }),
  };
}
