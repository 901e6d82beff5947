import { floatOf } from './float_bits.ts';
import type { WeightFormat } from './format.ts';
import { decode16Bits, encode16Bits, stored16Bits } from './sixteen_bits.ts';

/** The upper half of an f32. */
export const bf16 = {
  name: 'BF16',
  code: 2,
  unit: { elements: 2, bytes: 4 },
  vec8sPerChunk: 1,
  fitsF16: true, // 8 bits
  dense: { minNormal: 2 ** -126, max: 2 ** 128 * (1 - 2 ** -8) },
  stored: { ...stored16Bits, ggml: 30 },
  quantised: null,
  decode: (bytes, count) => decode16Bits(bytes, count, (half) => floatOf(half << 16)),
  encode: (values) => encode16Bits(values, nearest),
} as const satisfies WeightFormat;

/** The half nearest to an f32, the even one of two. */
function nearest(word: number): number {
  if ((word & 0x7fff_ffff) > 0x7f80_0000) return (word >>> 16) | 0x40; // a NaN whose payload is in the lower half stays one
  return (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
}
