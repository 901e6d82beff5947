import type { WrittenTensor } from '../../model/checkpoint/safetensors/write.ts';

export const i32 = (...ids: number[]): WrittenTensor => [
  'I32',
  [ids.length],
  new Uint8Array(Int32Array.from(ids).buffer),
];
export const i64 = (...ids: number[]): WrittenTensor => [
  'I64',
  [ids.length],
  new Uint8Array(BigInt64Array.from(ids.map(BigInt)).buffer),
];
export const f32 = (shape: number[], ...values: number[]): WrittenTensor => [
  'F32',
  shape,
  new Uint8Array(Float32Array.from(values).buffer),
];
