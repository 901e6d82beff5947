import { open } from 'node:fs/promises';

export interface StoredTensor {
  shape: number[];
  read(): Promise<Float32Array | Int32Array>;
}

const readable = { F32: Float32Array, I32: Int32Array };

/** The F32 and I32 tensors of a safetensors file that we or transformers wrote, by name; their data stays on disk. */
export async function readSafetensors(path: string): Promise<Map<string, StoredTensor>> {
  const headerBytes = Number((await readBytes(path, 0, 8)).readBigUInt64LE());
  const { __metadata__: _, ...fields } = JSON.parse((await readBytes(path, 8, headerBytes)).toString()) as Record<
    string,
    { dtype: keyof typeof readable; shape: number[]; data_offsets: [number, number] }
  >;
  return new Map(
    Object.entries(fields).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => [
        name,
        {
          shape,
          async read() {
            const bytes = await readBytes(path, 8 + headerBytes + start, end - start);
            return new readable[dtype](bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
          },
        },
      ],
    ),
  );
}

async function readBytes(path: string, start: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    // Not from Node's pool, where it need not begin at a multiple of four.
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.from(new ArrayBuffer(length)), position: start });
    if (bytesRead !== length) throw new Error(`${path} ends before byte ${start + length}`);
    return buffer;
  } finally {
    await file.close();
  }
}
