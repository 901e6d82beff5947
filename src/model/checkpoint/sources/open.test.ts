import { expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { ByteReader } from './byte_reader.ts';
import { openSource } from './open.ts';

test.each([
  ['https://example.com/models/Qwen3-0.6B/', 'Qwen3-0.6B'],
  ['https://example.com/models/Qwen3-0.6B', 'Qwen3-0.6B'],
  ['http://localhost:8080', 'localhost:8080'],
  ['http://localhost:8080/', 'localhost:8080'],
])('%s is called %s', (base, name) => {
  expect(openSource({ kind: 'url', base }).name).toBe(name);
});

test.each(['', 'models/demo', '/models/demo/', 'ftp://example.com/', 'javascript:alert(1)'])(
  '"%s" is no address',
  async (base) => {
    const { kind, message } = await refusalOf(() => openSource({ kind: 'url', base }));
    expect(kind).toBe('bad-request');
    expect(message).toBe(`"${base}" is not an address; write the folder's whole URL, from https:// on`);
  },
);

test.each([
  ['file:///home/me/qwen3', 'is a path on this machine'],
  ['c:/models/qwen3', 'is a path on this machine'],
  ['https://example.com/qwen3.zip', 'is an archive (.zip); give the address of a folder'],
  ['https://example.com/qwen3.tar.gz', 'is an archive (.tar.gz)'],
])('%s %s', async (base, expected) => {
  const { kind, message } = await refusalOf(() => openSource({ kind: 'url', base }));
  expect(kind).toBe('bad-request');
  expect(message).toContain(expected);
});

test.each(['config.json', 'Qwen3/config.json', '/Qwen3/config.json'])('a picked file at %s', async (path) => {
  const source = openSource({ kind: 'files', name: 'Qwen3', files: [{ path, file: new File(['{"é":1}'], 'x') }] });
  expect(source.name).toBe('Qwen3');
  expect(await source.text('config.json')).toBe('{"é":1}');
  expect(await source.stat('config.json')).toEqual({ bytes: 8, etag: null, sha256: null });
  expect(await source.list()).toEqual(['config.json']);
  expect(await new ByteReader(await source.stream('config.json', 5, 8)).take(3)).toEqual(
    new TextEncoder().encode(':1}'),
  );
});

test('files in folders further down are not the checkpoint’s', async () => {
  const files = [{ path: 'Qwen3/original/config.json', file: new File(['{}'], 'x') }];
  const source = openSource({ kind: 'files', name: 'Qwen3', files });
  expect(await source.text('config.json')).toBeNull();
  expect(await source.stat('config.json')).toBeNull();
});

test('a file that was changed or removed after it was picked', async () => {
  const file = new File(['0123456789'], 'x');
  file.slice = () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: () => Promise.reject(new DOMException('The file could not be read.', 'NotReadableError')),
    });
    return Object.assign(new Blob(), { stream: () => body });
  };
  const source = openSource({ kind: 'files', name: 'Qwen3', files: [{ path: 'model.safetensors', file }] });
  const { kind, message } = await refusalOf(async () =>
    new ByteReader(await source.stream('model.safetensors', 0, 10)).take(10),
  );
  expect(kind).toBe('unreachable');
  expect(message).toBe('model.safetensors: broke off after 0 of 10 bytes (The file could not be read.); load it again');
});
