import { open } from 'node:fs/promises';

export interface StoredTensor {
  shape: number[];
  read(): Promise<Float32Array | Int32Array>;
}

const readable = {
  F32: (bytes: ArrayBuffer) => new Float32Array(bytes),
  I32: (bytes: ArrayBuffer) => new Int32Array(bytes),
  /** The upper halves of f32. */
  BF16: (bytes: ArrayBuffer) => new Float32Array(Uint32Array.from(new Uint16Array(bytes), (half) => half << 16).buffer),
};

/** The F32, BF16 and I32 tensors of a safetensors file that we or transformers wrote, by name; their data stays on disk. */
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
            return readable[dtype](bytes.buffer);
          },
        },
      ],
    ),
  );
}

async function readBytes(path: string, start: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    // Not from Node's pool, of which it would be a part.
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.from(new ArrayBuffer(length)), position: start });
    if (bytesRead !== length) throw new Error(`${path} ends before byte ${start + length}`);
    return buffer;
  } finally {
    await file.close();
  }
}
