import type { WeightType } from '../../../kernels/operands.ts';

/** Stored values as f32, exactly. `bytes` may begin anywhere. */
export function widen(bytes: Uint8Array, type: WeightType): Float32Array<ArrayBuffer> {
  const own = bytes.slice().buffer;
  if (type === 'F32') return new Float32Array(own);
  const halves = new Uint16Array(own);
  if (type === 'BF16') return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
  return Float32Array.from(halves, widenF16);
}

function widenF16(half: number): number {
  const [sign, exponent, mantissa] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023];
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}
