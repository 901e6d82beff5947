export type Tensor = [dtype: string, shape: number[], bytes: Uint8Array];

export const i32 = (...ids: number[]): Tensor => ['I32', [ids.length], new Uint8Array(Int32Array.from(ids).buffer)];
export const i64 = (...ids: number[]): Tensor => [
  'I64',
  [ids.length],
  new Uint8Array(BigInt64Array.from(ids.map(BigInt)).buffer),
];
export const f32 = (shape: number[], ...values: number[]): Tensor => [
  'F32',
  shape,
  new Uint8Array(Float32Array.from(values).buffer),
];

/** A safetensors file. */
export function fileOf(tensors: Record<string, Tensor>, metadata?: Record<string, string>): Blob {
  let end = 0;
  const fields = Object.entries(tensors).map(([name, [dtype, shape, bytes]]) => [
    name,
    { dtype, shape, data_offsets: [end, (end += bytes.length)] },
  ]);
  const header = new TextEncoder().encode(
    JSON.stringify({ ...(metadata && { __metadata__: metadata }), ...Object.fromEntries(fields) }),
  );
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  return new Blob([length, header, ...Object.values(tensors).map(([, , bytes]) => bytes as BlobPart)]);
}
