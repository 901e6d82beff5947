import { bitsOf, floatOf } from '../float_bits.ts';
import type { WeightFormat } from '../format.ts';
import { groupedCode, groupedTraits, packGroups, unpackGroups } from './layout.ts';

const grouping = { bits: 8, group: 128 } as const;

/** Rows, and elements of a row, that share a scale in a file. */
export const fp8Block = 128;

/**
 * e4m3fn times a scale in f32, or in bf16, which widens to it. A file has a scale for 128 elements of 128 rows; here each row has it, which is 3%
 * more. A code that is NaN stands in a group whose scale is NaN.
 */
export const fp8 = {
  name: 'FP8',
  code: groupedCode('fp8', grouping),
  ...groupedTraits(grouping),
  decode: (bytes, count) =>
    unpackGroups(bytes, count, grouping, (parameters) => {
      const scale = floatOf(parameters);
      return (code) => e4m3Value(code) * scale;
    }),
  encode: (values) =>
    packGroups(values, grouping, (own) => {
      const scale = Math.fround(Math.max(...own.map(Math.abs)) / largest);
      const codes = own.map((value) => nearest(scale === 0 ? 0 : value / scale));
      return { codes, parameters: bitsOf(scale) };
    }),
} as const satisfies WeightFormat;

/** By the definition of the format ("FP8 Formats for Deep Learning", arXiv 2209.05433), not by its bits. */
export function e4m3Value(code: number): number {
  const sign = code & 0x80 ? -1 : 1;
  const exponent = (code >> 3) & 0xf;
  const mantissa = code & 7;
  if (exponent === 15 && mantissa === 7) return Number.NaN;
  if (exponent === 0) return (sign * mantissa) / 512;
  return sign * (1 + mantissa / 8) * 2 ** (exponent - 7);
}

const largest = 448;
const magnitudes = Array.from({ length: 127 }, (_, code) => e4m3Value(code));

function nearest(value: number): number {
  const size = Math.abs(value);
  let code = 0;
  for (const [other, magnitude] of magnitudes.entries()) {
    if (Math.abs(magnitude - size) < Math.abs(magnitudes[code]! - size)) code = other;
  }
  return value < 0 ? code + 0x80 : code;
}
