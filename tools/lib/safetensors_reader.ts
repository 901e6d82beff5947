import { open } from 'node:fs/promises';
import { prefixBytes } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import { formatOf, type StoredType } from '../../src/kernels/formats/formats.ts';
import type { TensorSpec } from './safetensors.ts';

export interface StoredTensor {
  shape: number[];
  read(): Promise<Float32Array | Int32Array>;
}

type Field = Omit<TensorSpec, 'name'> & { data_offsets: [number, number] };

/**
 * The tensors of a safetensors file that this project or transformers wrote, by name. Their data stays on disk until it is
 * read. Unlike a checkpoint's reader, this one also takes ids, and trusts the file to have nothing but them and floats.
 */
export async function readSafetensors(path: string): Promise<Map<string, StoredTensor>> {
  const headerBytes = Number((await readBytes(path, 0, prefixBytes)).readBigUInt64LE());
  const header = (await readBytes(path, prefixBytes, headerBytes)).toString();
  const { __metadata__: _, ...fields } = JSON.parse(header) as Record<string, Field>;
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
            const bytes = await readBytes(path, prefixBytes + headerBytes + start, end - start);
            if (dtype === 'I32') return new Int32Array(bytes.buffer);
            const count = shape.reduce((product, extent) => product * extent, 1);
            return Float32Array.from(formatOf(dtype as StoredType).decode(bytes, count));
          },
        },
      ],
    ),
  );
}

async function readBytes(path: string, start: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    // A buffer of its own: one from Node's pool would share its ArrayBuffer with others.
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.from(new ArrayBuffer(length)), position: start });
    if (bytesRead !== length) throw new Error(`${path} ends before byte ${start + length}`);
    return buffer;
  } finally {
    await file.close();
  }
}
