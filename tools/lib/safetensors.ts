import { open, rename, rm } from 'node:fs/promises';
import { storedBytes, type TensorEntry } from '../../src/model/checkpoint/safetensors/safetensors.ts';

export interface TensorSpec {
  name: string;
  dtype: TensorEntry['dtype'];
  shape: number[];
}

export interface SafetensorsFile {
  /** Writes bytes of a tensor, `offset` bytes from its start. The order is free, but every byte is written once. */
  write(name: string, offset: number, bytes: Uint8Array): Promise<void>;
  /** Moves the file to its path. Throws when bytes are missing, because the holes would read as zeros. */
  close(): Promise<void>;
  /** Removes everything that was written. */
  discard(): Promise<void>;
}

/**
 * Writes a safetensors file whose tensors are known now and whose bytes follow later. Until `close` it has another name
 * beside `path`, so `path` never holds a half-written file.
 */
export async function createSafetensorsFile(
  path: string,
  entries: TensorSpec[],
  metadata: Record<string, string> = {},
): Promise<SafetensorsFile> {
  const { header, placed } = layout(entries, metadata);
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  await file.write(header, 0, header.byteLength, 0);

  async function discard(): Promise<void> {
    await file.close();
    await rm(partial, { force: true });
  }

  return {
    async write(name, offset, bytes) {
      const tensor = placed.get(name);
      if (!tensor) throw new Error(`${path} has no tensor ${name}`);
      if (offset < 0 || offset + bytes.byteLength > tensor.bytes) {
        throw new RangeError(
          `bytes ${offset} to ${offset + bytes.byteLength} are outside ${name}, ${tensor.bytes} bytes`,
        );
      }
      tensor.missing -= bytes.byteLength;
      await file.write(bytes, 0, bytes.byteLength, tensor.start + offset);
    },
    async close() {
      const unfinished = [...placed].find(([, { missing }]) => missing !== 0);
      if (unfinished) {
        await discard();
        throw new Error(`${unfinished[0]} in ${path} was not written exactly once`);
      }
      await file.close();
      await rename(partial, path);
    },
    discard,
  };
}

interface Placed {
  /** First byte in the file. */
  start: number;
  bytes: number;
  /** Bytes that are not written yet. */
  missing: number;
}

function layout(
  entries: TensorSpec[],
  metadata: Record<string, string>,
): { header: Buffer; placed: Map<string, Placed> } {
  const placed = new Map<string, Placed>();
  const fields: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const { name, dtype, shape } of entries) {
    const start = end;
    const bytes = storedBytes(dtype, shape);
    end += bytes;
    if (placed.has(name)) throw new Error(`two tensors are named ${name}`);
    placed.set(name, { start, bytes, missing: bytes });
    fields[name] = { dtype, shape, data_offsets: [start, end] };
  }
  const json = Buffer.from(JSON.stringify(fields));
  const header = Buffer.alloc(8 + Math.ceil(json.byteLength / 8) * 8, ' ');
  header.writeBigUInt64LE(BigInt(header.byteLength - 8));
  json.copy(header, 8);
  for (const tensor of placed.values()) tensor.start += header.byteLength;
  return { header, placed };
}
