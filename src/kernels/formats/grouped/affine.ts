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

export type AffineType = `AFFINE${4 | 8}_G${GroupSize}_${HalfType}`;

interface AffineFormat extends WeightFormat {
  name: AffineType;
  dense: null;
  stored: null;
  quantised: null;
}

/**
 * code * scale + bias, as mlx.core.quantize defines it in its mode "affine": an unsigned code, and a scale and a bias for each group of a row,
 * both in bf16 or both in f16.
 */
export const affineFormats: readonly AffineFormat[] = ([4, 8] as const).flatMap((bits) =>
  groupSizes.flatMap((group) => [affine(bits, group, 'BF16'), affine(bits, group, 'F16')]),
);

export function affineType(bits: 4 | 8, group: GroupSize, type: HalfType): AffineType {
  return `AFFINE${bits}_G${group}_${type}`;
}

function affine(bits: 4 | 8, group: GroupSize, type: HalfType): AffineFormat {
  const grouping = { bits, group };
  const half = type === 'BF16' ? bf16 : f16;
  const highest = 2 ** bits - 1;
  return {
    name: affineType(bits, group, type),
    code: groupedCode(type === 'BF16' ? 'affineBf16' : 'affineF16', grouping),
    ...groupedTraits(grouping),
    decode: (bytes, count) =>
      unpackGroups(bytes, count, grouping, (parameters) => {
        const [scale, bias] = half.decode(new Uint8Array(Uint32Array.of(parameters).buffer), 2);
        return (code) => code * scale! + bias!;
      }),
    encode: (values) =>
      packGroups(values, grouping, (own) => {
        const lowest = Math.min(...own);
        const parameters = half.encode([(Math.max(...own) - lowest) / highest, lowest]);
        const [scale, bias] = half.decode(parameters, 2);
        const codes = own.map((value) => {
          return scale === 0 ? 0 : Math.min(highest, Math.max(0, Math.round((value - bias!) / scale!)));
        });
        return { codes, parameters: new DataView(parameters.buffer).getUint32(0, true) };
      }),
  };
}
