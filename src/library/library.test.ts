import { describe, expect, test } from 'vitest';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import { folderHandle, type FakeFolder } from './testing/file_system.fixture.ts';
import {
  address,
  blockBytes,
  isReady,
  openIn,
  openLibrary,
  patterned,
  readAll,
  scene,
  total,
  weights,
  weightsFolder,
} from './testing/model.fixture.ts';
import { hashOf } from './testing/source.fixture.ts';

async function keptModel() {
  const { origin, browser } = scene();
  const opened = await openLibrary(browser);
  const answer = await opened.library.keep(address);
  if (!answer.ok) throw new Error(answer.failure.message);
  const model = (await opened.until(isReady))!;
  return { origin, browser, id: answer.value, model, ...opened };
}

function flipByte(folder: FakeFolder, index: number): void {
  const [name, bytes] = [...folder].find(([name]) => name.startsWith(`${index}.`)) as [string, Uint8Array<ArrayBuffer>];
  folder.set(
    name,
    bytes.map((byte, i) => (i === 5 ? byte ^ 1 : byte)),
  );
}

describe('a kept model', () => {
  test('has its files, with the hashes that were published or computed', async () => {
    const { origin, model } = await keptModel();
    expect(model).toMatchObject({ name: 'owner/model', source: address, revision: null, failure: null });
    expect(model.files.map(({ path }) => path)).toEqual(['config.json', 'tokenizer.json', weights]);
    expect(model.files.map(({ published, checked }) => [published, checked])).toEqual([
      [false, true],
      [true, true],
      [true, true],
    ]);
    for (const { path, sha256, bytes, keptBytes } of model.files) {
      const file = origin.files.get(path)!.bytes;
      expect({ sha256, bytes, keptBytes }).toEqual({
        sha256: hashOf(file),
        bytes: file.byteLength,
        keptBytes: file.byteLength,
      });
    }
    expect(origin.sent).toBe(total);
  });

  test('is read without a request, absent files included', async () => {
    const { origin, browser } = await keptModel();
    origin.requests.length = 0;
    const source = openIn(browser);
    expect(await source.text('config.json')).toBe('{"model_type":"qwen3"}');
    expect(await source.text('chat_template.jinja')).toBeNull();
    expect(await source.stat(weights)).toMatchObject({ bytes: total });
    expect(await readAll(source, weights, 3, total)).toEqual(patterned(total).subarray(3));
    expect(await readAll(source, weights, 70, 80)).toEqual(patterned(total).subarray(70, 80));
    expect(origin.requests).toEqual([]);
  });

  test('has one id, whatever secrets are in its address', async () => {
    const { library, id } = await keptModel();
    const secret: Address = { ...address, base: 'https://user:secret@example.com/model/?token=secret' };
    expect(await library.keep(secret)).toEqual({ ok: true, value: id });
  });

  test('remembers its last use and its format', async () => {
    const { library, id, until } = await keptModel();
    await library.used(id, 'BF16');
    expect(await until((model) => model?.format === 'BF16')).toMatchObject({ usedAt: expect.any(Number) });
  });

  test('keeps what was computed from its bytes, as long as they are the same and all here', async () => {
    const { browser } = await keptModel();
    const digests = ['0'.repeat(64)];
    const recall = (layout = 'as stored') => openIn(browser).digests!.recall([weights], layout);
    const { digests: first } = openIn(browser);
    expect(await first!.recall([weights], 'as stored')).toBeNull();
    await first!.remember([weights], 'as stored', digests);
    expect(await recall()).toEqual(digests);
    expect(await recall('in other blocks')).toBeNull();
    const folder = weightsFolder(browser.disk.root);
    const [name, bytes] = [...folder][0]!;
    folder.delete(name);
    expect(await recall()).toBeNull();
    folder.set(
      name.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
      bytes,
    );
    expect(await recall()).toBeNull();
  });

  test('has nothing computed remembered that was read before all was here', async () => {
    const { browser } = await keptModel();
    const { digests } = openIn(browser);
    const folder = weightsFolder(browser.disk.root);
    const [name, bytes] = [...folder][0]!;
    folder.delete(name);
    expect(await digests!.recall([weights], '')).toBeNull();
    folder.set(name, bytes);
    await digests!.remember([weights], '', []);
    expect(await openIn(browser).digests!.recall([weights], '')).toBeNull();
  });

  test('is deleted, in all tabs', async () => {
    const { library, id, browser, until } = await keptModel();
    const other = await openLibrary(browser);
    await other.until(isReady);
    expect(await library.remove(id)).toMatchObject({ ok: true });
    await Promise.all([until((model) => !model), other.until((model) => !model)]);
    expect(browser.disk.root.get('plumbline-models')).toEqual(new Map());
    expect(await library.used(id, 'BF16')).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
  });

  test('is exported to a folder', async () => {
    const { library, id, browser, client, origin } = await keptModel();
    const target: FakeFolder = new Map();
    const bytes: number[] = [];
    const folder = folderHandle(browser.disk, target, client);
    expect(await library.exportTo(id, folder, (done) => bytes.push(done))).toMatchObject({ ok: true });
    const files = target.get('owner-model') as FakeFolder;
    for (const [path, { bytes }] of origin.files) expect(files.get(path)).toEqual(bytes);
    expect(bytes.at(-1)).toBe([...origin.files.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
  });
});

describe('a block that is wrong on disk', () => {
  test('is found while it is read, and fetched again alone', async () => {
    const { origin, browser } = await keptModel();
    flipByte(weightsFolder(browser.disk.root), 4);
    origin.sent = 0;
    expect(await readAll(openIn(browser), weights, 3, total)).toEqual(patterned(total).subarray(3));
    expect(origin.sent).toBe(blockBytes);
    const { until } = await openLibrary(browser);
    expect(await until(isReady)).toBeTruthy();
  });

  test('is fetched again even for a few of its bytes', async () => {
    const { origin, browser } = await keptModel();
    flipByte(weightsFolder(browser.disk.root), 0);
    origin.sent = 0;
    expect(await readAll(openIn(browser), weights, 0, 8)).toEqual(patterned(8));
    expect(origin.sent).toBe(blockBytes);
    expect(await readAll(openIn(browser), weights, 0, total)).toEqual(patterned(total));
    expect(origin.sent).toBe(blockBytes);
  });

  test('is refused when the server no longer sends the bytes that it had', async () => {
    const { origin, browser } = await keptModel();
    flipByte(weightsFolder(browser.disk.root), 4);
    origin.add(weights, patterned(total).fill(9, 300), { published: false });
    await expect(readAll(openIn(browser), weights, 0, total)).rejects.toMatchObject({ failure: { kind: 'changed' } });
  });

  test('is found by a verification, and makes the model damaged until it is resumed', async () => {
    const { library, id, origin, browser, until } = await keptModel();
    flipByte(weightsFolder(browser.disk.root), 2);
    expect(await library.verify(id)).toEqual({ ok: true, value: 1 });
    expect(await until((model) => model?.state === 'damaged')).toMatchObject({ failure: { kind: 'bad-checkpoint' } });
    origin.sent = 0;
    await library.resume(id);
    await until(isReady);
    expect(origin.sent).toBe(blockBytes);
  });
});

test('a model that is not kept is read from where it comes from, and leaves nothing', async () => {
  const { browser, origin } = scene();
  const source = openIn(browser);
  expect(await readAll(source, weights, 5, total)).toEqual(patterned(total).subarray(5));
  expect(origin.sent).toBe(total - 5);
  expect(browser.disk.root.get('plumbline-models')).toEqual(new Map());
});

test('foreign files and broken records are ignored or swept away', async () => {
  const { browser } = scene();
  const text = (value: string) => new TextEncoder().encode(value);
  const models: FakeFolder = new Map([
    ['a file', text('x')],
    ['a'.repeat(32), text('a file with the name of a model')],
    ['b'.repeat(32), new Map([['x', text('no record')]])],
    ['c'.repeat(32), new Map([['model.json', text('{')]])],
    ['d'.repeat(32), new Map([['model.json', text('{"version":1,"files":3}')]])],
    ['e'.repeat(32), new Map([['model.json', text('{"version":2}')]])],
  ] as [string, FakeFolder][]);
  browser.disk.root.set('plumbline-models', models);
  const { library, until } = await openLibrary(browser);
  await library.keep(address);
  const ready = (await until(isReady))!;
  expect([...models.keys()].toSorted()).toEqual(['a file', 'e'.repeat(32), ready.id].toSorted());
});
