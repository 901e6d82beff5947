import { bf16 } from '../bf16.ts';
import { f16 } from '../f16.ts';
import type { WeightFormat } from '../format.ts';
import {
  groupedCode,
  groupedTraits,
  groupSizes,
  packGroups,
  unpackGroups,
  type GroupSize,
  type HalfType,
} from './layout.ts';

export type ZeroPointType = `INT${4 | 8}_G${GroupSize}_${HalfType}`;

interface ZeroPointFormat extends WeightFormat {
  name: ZeroPointType;
  dense: null;
  stored: null;
  quantised: null;
}

/**
 * (code - zero) * scale, as GPTQ and AWQ define it: an unsigned code, and a zero point, a whole number, and a scale in f16 or bf16 for each group of a
 * row. The two differ in how files store it.
 */
export const zeroPointFormats: readonly ZeroPointFormat[] = ([4, 8] as const).flatMap((bits) =>
  groupSizes.flatMap((group) => [zeroPoint(bits, group, 'BF16'), zeroPoint(bits, group, 'F16')]),
);

export function zeroPointType(bits: 4 | 8, group: GroupSize, type: HalfType): ZeroPointType {
  return `INT${bits}_G${group}_${type}`;
}

function zeroPoint(bits: 4 | 8, group: GroupSize, type: HalfType): ZeroPointFormat {
  const grouping = { bits, group };
  const half = type === 'BF16' ? bf16 : f16;
  const highest = 2 ** bits - 1;
  return {
    name: zeroPointType(bits, group, type),
    code: groupedCode(type === 'BF16' ? 'zeroPointBf16' : 'zeroPointF16', grouping),
    ...groupedTraits(grouping),
    decode: (bytes, count) =>
      unpackGroups(bytes, count, grouping, (parameters) => {
        const [scale] = half.decode(new Uint8Array(Uint32Array.of(parameters).buffer), 1);
        return (code) => (code - (parameters >>> 16)) * scale!;
      }),
    encode: (values) =>
      packGroups(values, grouping, (own) => {
        const [lowest, largest] = [Math.min(0, ...own), Math.max(0, ...own)];
        const stored = half.encode([(largest - lowest) / highest]);
        const scale = half.decode(stored, 1)[0]! || 1;
        const zero = Math.min(highest, Math.round(-lowest / scale));
        const codes = own.map((value) => Math.min(highest, Math.max(0, Math.round(value / scale) + zero)));
        return { codes, parameters: stored[0]! + 2 ** 8 * stored[1]! + 2 ** 16 * zero };
      }),
  };
}
