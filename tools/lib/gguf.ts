import { open, type FileHandle } from 'node:fs/promises';

/** Writes GGUF files of version 3, for tests and tools. */

export interface GgufTensorSpec {
  name: string;
  /** Its number among ggml's types. */
  type: number;
  /** [outputs, inputs], or [n]. */
  shape: readonly number[];
  /** Bytes that it takes. */
  bytes: number;
}

/** Values by key. Whole numbers are written as u32, others and those of a Float32Array as f32; an Int32Array as a list of i32. */
export type GgufMetadata = Readonly<
  Record<string, string | number | boolean | readonly string[] | Int32Array | Float32Array>
>;

export const alignment = 32;

/** The header, padded to where the tensors begin, and where each of them begins in the file. */
export function ggufHeader(
  metadata: GgufMetadata,
  tensors: readonly GgufTensorSpec[],
): { header: Buffer; starts: number[] } {
  let offset = 0;
  const offsets = tensors.map(({ bytes }) => {
    const own = offset;
    offset = padded(offset + bytes);
    return own;
  });
  const parts = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
    ...Object.entries(metadata).flatMap(([key, value]) => [text(key), metadataValue(value)]),
    ...tensors.flatMap(({ name, type, shape }, i) => [
      text(name),
      u32(shape.length),
      ...shape.toReversed().map(u64),
      u32(type),
      u64(offsets[i]!),
    ]),
  ];
  const bytes = Buffer.concat(parts);
  const header = Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
  return { header, starts: offsets.map((own) => header.length + own) };
}

/** Writes a file's header, and tensors as their bytes come, in any order. */
export class GgufFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly starts: ReadonlyMap<string, number>,
  ) {}

  static async create(path: string, metadata: GgufMetadata, tensors: readonly GgufTensorSpec[]): Promise<GgufFile> {
    const { header, starts } = ggufHeader(metadata, tensors);
    const handle = await open(path, 'w');
    await handle.write(header, 0, header.length, 0);
    // Readers expect the padding behind the last tensor.
    await handle.truncate(padded((starts.at(-1) ?? header.length) + (tensors.at(-1)?.bytes ?? 0)));
    return new GgufFile(handle, new Map(tensors.map(({ name }, i) => [name, starts[i]!])));
  }

  /** Bytes of a tensor from byte `at` of it on. */
  async write(name: string, at: number, bytes: Uint8Array): Promise<void> {
    await this.handle.write(bytes, 0, bytes.byteLength, this.starts.get(name)! + at);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

function metadataValue(value: GgufMetadata[string]): Buffer {
  if (typeof value === 'string') return Buffer.concat([u32(8), text(value)]);
  if (typeof value === 'boolean') return Buffer.concat([u32(7), Buffer.of(value ? 1 : 0)]);
  if (value instanceof Int32Array) return Buffer.concat([u32(9), u32(5), u64(value.length), Buffer.from(value.buffer)]);
  if (value instanceof Float32Array) return Buffer.concat([u32(6), f32(value[0]!)]);
  if (typeof value === 'object') return Buffer.concat([u32(9), u32(8), u64(value.length), ...value.map(text)]);
  return Number.isInteger(value) ? Buffer.concat([u32(4), u32(value)]) : Buffer.concat([u32(6), f32(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
