import type { FloatType } from '../../../../src/onnx/decoder.ts';

export const floatBytes = { float16: 2, float32: 4 } as const;

/** The bits of values in that type, rounded towards zero. f16 subnormals become zero. Values must be below 65,504. */
export function encodeFloats(values: Float32Array<ArrayBuffer>, type: FloatType): Uint8Array {
  if (type === 'float32') return new Uint8Array(values.buffer);
  const words = new Uint32Array(values.buffer);
  return new Uint8Array(Uint16Array.from(words, halfBits).buffer);
}

function halfBits(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((word >>> 13) & 0x3ff);
}
