import type { StoredType } from '../../../kernels/operands.ts';

/** f32 values in a stored type, rounded to nearest, ties to even. What f16 cannot hold becomes infinite. */
export function narrow(values: Float32Array, type: StoredType): Uint8Array<ArrayBuffer> {
  if (type === 'F32') return new Uint8Array(Float32Array.from(values).buffer);
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return new Uint8Array(Uint16Array.from(bits, type === 'BF16' ? bf16 : f16).buffer);
}

const infinity = 0x7f80_0000;

function bf16(word: number): number {
  if ((word & 0x7fff_ffff) > infinity) return (word >>> 16) | 0x40; // a NaN whose payload is in the lower half stays one
  return (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
}

function f16(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fff_ffff;
  if (magnitude > infinity) return sign | 0x7e00;
  if (magnitude >= 0x477f_f000) return sign | 0x7c00; // 65520
  // Below 2^-14 the spacing stays 2^-24, so smaller values have fewer bits.
  const exponent = Math.max(magnitude >>> 23, 113);
  const value = new Float32Array(Uint32Array.of(magnitude).buffer)[0]!;
  const units = roundToEven(value * 2 ** (137 - exponent));
  return sign | (((exponent - 113) << 10) + units);
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
