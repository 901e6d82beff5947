import type { WeightType } from '../operands.ts';
import { decodeBlocks, encodeBlocks } from './encode_blocks.ts';

/** Values in a type: the bytes that a checkpoint would hold, or GPU memory, and what they are worth. */
export interface Encoded {
  bytes: Uint8Array<ArrayBuffer>;
  values: Float64Array;
}

/** Rounds towards zero, which is as good as any rounding here: the oracle gets the rounded values. */
export function encode(source: Float32Array<ArrayBuffer>, type: WeightType): Encoded {
  if (type === 'F32') return { bytes: new Uint8Array(source.buffer.slice(0)), values: Float64Array.from(source) };
  if (type === 'Q8' || type === 'Q4') {
    const bytes = encodeBlocks(source, type);
    return { bytes, values: decodeBlocks(bytes, source.length, type) };
  }
  const bits = new Uint32Array(source.buffer);
  const halves = Uint16Array.from(bits, (word) => (type === 'BF16' ? word >>> 16 : f16Bits(word)));
  return {
    bytes: new Uint8Array(halves.buffer),
    values: Float64Array.from(halves, type === 'BF16' ? fromBf16 : fromF16),
  };
}

function f16Bits(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  const mantissa = (word & 0x7fffff) | 0x800000;
  if (exponent >= 31) throw new Error('the value is too large for f16');
  if (exponent <= 0) return sign | (exponent < -10 ? 0 : mantissa >>> (14 - exponent));
  return sign | (exponent << 10) | ((mantissa & 0x7fffff) >>> 13);
}

export function fromBf16(half: number): number {
  return new Float32Array(Uint32Array.of(half << 16).buffer)[0]!;
}

/** By the definition of the format (IEEE 754 binary16), not by its bits. */
export function fromF16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
