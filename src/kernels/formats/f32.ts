import type { WeightFormat } from './format.ts';

export const f32 = {
  name: 'F32',
  code: 0,
  unit: { elements: 1, bytes: 4 },
  vec8sPerChunk: 1,
  fitsF16: false, // 24 bits
  dense: { minNormal: 2 ** -126, max: 2 ** 128 * (1 - 2 ** -24) },
  stored: { block: { elements: 1, bytes: 4 }, toUnits: (bytes) => bytes, ggml: 0 },
  quantised: null,
  decode: (bytes, count) => Float64Array.from(new Float32Array(bytes.slice(0, count * 4).buffer)),
  encode: (values) => new Uint8Array(Float32Array.from(values).buffer),
} as const satisfies WeightFormat;
