/** A tensor as a safetensors file has it: its type, its shape, and its bytes in row-major order. */
export type WrittenTensor = [dtype: string, shape: number[], bytes: Uint8Array<ArrayBuffer>];

/** A safetensors file in memory. */
export function safetensorsBlob(
  tensors: Readonly<Record<string, WrittenTensor>>,
  metadata?: Readonly<Record<string, string>>,
): Blob {
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
  return new Blob([length, header, ...Object.values(tensors).map(([, , bytes]) => bytes)]);
}
