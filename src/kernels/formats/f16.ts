import { bitsOf, floatOf } from './float_bits.ts';
import type { WeightFormat } from './format.ts';
import { decode16Bits, encode16Bits, stored16Bits } from './sixteen_bits.ts';

/** IEEE 754 binary16. */
export const f16 = {
  name: 'F16',
  code: 1,
  unit: { elements: 2, bytes: 4 },
  vec8sPerChunk: 1,
  fitsF16: true,
  dense: { minNormal: 2 ** -14, max: 65504 },
  stored: { ...stored16Bits, ggml: 1 },
  quantised: null,
  decode: (bytes, count) => decode16Bits(bytes, count, halfValue),
  encode: (values) => encode16Bits(values, nearest),
} as const satisfies WeightFormat;

/** By the definition of the format, not by its bits. */
export function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

const infinity = 0x7f80_0000;

/** The bits of the half nearest to a value. */
export function halfBits(value: number): number {
  return nearest(bitsOf(value));
}

/** The half nearest to an f32, the even one of two. From 65520 on it is infinite. */
function nearest(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fff_ffff;
  if (magnitude > infinity) return sign | 0x7e00;
  if (magnitude >= 0x477f_f000) return sign | 0x7c00; // 65520
  // Below 2^-14 units are 2^-24, and the smaller a value, the fewer bits it has. The factor is 2^(137 - exponent).
  const exponent = Math.max(magnitude >>> 23, 113);
  const units = roundToEven(floatOf(magnitude) * floatOf((264 - exponent) << 23));
  return sign | (((exponent - 113) << 10) + units);
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
