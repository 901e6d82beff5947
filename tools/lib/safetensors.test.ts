import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSafetensorsFile, type TensorSpec } from './safetensors.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
afterEach(() => rm(dir, { recursive: true }));

const entries: TensorSpec[] = [
  { name: 'tokens', dtype: 'I32', shape: [3] },
  { name: 'L0.q', dtype: 'F32', shape: [2, 2] },
  { name: 'none', dtype: 'F32', shape: [0, 4] },
];

test('writes rows in any order, at the offsets that the header states', async () => {
  const path = join(dir, 'tensors.safetensors');
  const file = await createSafetensorsFile(path, entries, { model: 'tiny' });
  await file.write('L0.q', 8, bytesOf(new Float32Array([3, 4])));
  await file.write('tokens', 0, bytesOf(new Int32Array([5, -6, 7])));
  await file.write('L0.q', 0, bytesOf(new Float32Array([1, 2])));
  expect(await readdir(dir)).toEqual(['tensors.safetensors.partial']);
  await file.close();
  expect(await readdir(dir)).toEqual(['tensors.safetensors']);

  const bytes = await readFile(path);
  const headerEnd = 8 + Number(bytes.readBigUInt64LE());
  expect(headerEnd % 8).toBe(0);
  expect(JSON.parse(bytes.toString('utf8', 8, headerEnd))).toEqual({
    __metadata__: { model: 'tiny' },
    tokens: { dtype: 'I32', shape: [3], data_offsets: [0, 12] },
    'L0.q': { dtype: 'F32', shape: [2, 2], data_offsets: [12, 28] },
    none: { dtype: 'F32', shape: [0, 4], data_offsets: [28, 28] },
  });
  expect(bytes.byteLength).toBe(headerEnd + 28);
  expect([0, 4, 8].map((at) => bytes.readInt32LE(headerEnd + at))).toEqual([5, -6, 7]);
  expect([12, 16, 20, 24].map((at) => bytes.readFloatLE(headerEnd + at))).toEqual([1, 2, 3, 4]);
});

test('removes its file when bytes are missing or written twice', async () => {
  const path = join(dir, 'tensors.safetensors');
  const short = await createSafetensorsFile(path, entries);
  await expect(short.close()).rejects.toThrow('tokens');
  expect(await readdir(dir)).toEqual([]);

  const twice = await createSafetensorsFile(path, [{ name: 'a', dtype: 'F32', shape: [1] }]);
  await twice.write('a', 0, new Uint8Array(4));
  await twice.write('a', 0, new Uint8Array(4));
  await expect(twice.close()).rejects.toThrow('exactly once');
  expect(await readdir(dir)).toEqual([]);
});

test('an earlier file stays when a new one is discarded', async () => {
  const path = join(dir, 'tensors.safetensors');
  await (await createSafetensorsFile(path, [])).close();
  const before = await readFile(path);
  await (await createSafetensorsFile(path, entries)).discard();
  expect(await readdir(dir)).toEqual(['tensors.safetensors']);
  expect(await readFile(path)).toEqual(before);
});

test('refuses names and bytes that do not belong to the file', async () => {
  const path = join(dir, 'tensors.safetensors');
  await expect(createSafetensorsFile(path, [entries[0]!, entries[0]!])).rejects.toThrow('two tensors are named tokens');
  const file = await createSafetensorsFile(path, entries);
  await expect(file.write('L9.q', 0, new Uint8Array(4))).rejects.toThrow('has no tensor L9.q');
  await expect(file.write('tokens', 8, new Uint8Array(8))).rejects.toThrow('outside tokens, 12 bytes');
  await file.discard();
});

function bytesOf(values: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer);
}
