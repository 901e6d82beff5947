/** The library with a look-alike of the hub that goes wrong: nothing is lost, and little is fetched twice. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../e2e/fixtures/faults.ts';
import { type Hub, hubCommit, startHub } from '../../e2e/fixtures/hub.ts';
import { refusalOf } from '../../e2e/fixtures/refusal.ts';
import { shardName, writeTinyCheckpoint } from '../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from '../model/checkpoint/checkpoint.ts';
import { openSource } from '../model/checkpoint/sources/open.ts';
import type { Source } from '../model/checkpoint/sources/source.ts';
import { readTokenizerFiles } from '../tokenizer/files.ts';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import type { KeptModel } from './contract.ts';
import { FakeBrowser } from './testing/browser.fixture.ts';
import { openIn, openLibrary } from './testing/model.fixture.ts';

const id = 'Qwen/Qwen3-tiny';
const address: Address = { kind: 'hub', id, revision: 'main' };
const shard = shardName(0, 2);
const blockBytes = 4096;

let dir: string;
let hub: Hub;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'library-'));
  await writeTinyCheckpoint(dir, { shards: 2 });
  await writeFile(join(dir, 'tokenizer.json'), '{}');
  await writeFile(join(dir, 'README.md'), 'not part of the checkpoint');
  await writeFile(join(dir, 'pytorch_model.bin'), 'not read by anybody');
});
afterAll(() => rm(dir, { recursive: true }));
afterEach(() => hub.close());

async function visit(options: Partial<Parameters<typeof startHub>[1]> = {}) {
  hub = await startHub(dir, { id, ...options });
  const access = { hub: `${hub.hub.origin}/`, token: options.token ?? null };
  const browser = new FakeBrowser(
    () => 0,
    blockBytes,
    (_client, address, access, timing) => openSource(address, access, { ...timing, sleep: async () => {} }),
  );
  const opened = await openLibrary(browser);
  await opened.library.reachHub(access);
  const open = () => openIn(browser, browser.start(), address, access);
  return { browser, access, open, ...opened };
}

const isReady = (model: KeptModel | undefined) => model?.state === 'ready';
const sizeOf = async (path: string) => (await readFile(join(dir, path))).byteLength;

/** What a source is asked for, by file. */
function recording(source: Source, asked: Set<string>): Source {
  const noted = <T>(path: string, answer: T) => {
    asked.add(path);
    return answer;
  };
  return {
    ...source,
    text: (path) => noted(path, source.text(path)),
    stat: (path) => noted(path, source.stat(path)),
    stream: (path, ...range) => noted(path, source.stream(path, ...range)),
  };
}

test('what inspection reads is what is kept, so that a kept model opens without the network', async () => {
  const { library, until, open, access } = await visit();
  await library.keep(address);
  const model = (await until(isReady))!;
  expect(model).toMatchObject({ name: id, revision: hubCommit });

  const asked = new Set<string>();
  await openCheckpoint(recording(openSource(address, access), asked));
  await readTokenizerFiles(recording(openSource(address, access), asked));
  expect([...asked].toSorted()).toEqual(expect.arrayContaining(model.files.map(({ path }) => path).toSorted()));

  await hub.close();
  expect(await openCheckpoint(open())).toMatchObject({ parameters: 10928 });
  expect(await readTokenizerFiles(open())).toMatchObject({ tokenizer: '{}', chatTemplate: null });
});

const cut = (after: number): Fault => ({ does: 'cut', after });
const faults: [string, Fault, number][] = [
  ['cut at 0%', cut(0), 0],
  ['cut at 50%', cut(0.5), 0],
  ['cut at 99.9%', cut(0.999), 0],
  ['ends early', { does: 'end-early', after: 0.3 }, 0],
  ['503 with Retry-After', { does: 'refuse', status: 503, headers: { 'Retry-After': '7' } }, 0],
  ['429 with Retry-After', { does: 'refuse', status: 429, headers: { 'Retry-After': '7' } }, 0],
  ['a web page with 200', { does: 'page' }, 0],
  ['200 in place of 206', { does: 'ignore-range' }, 0],
  ['gzip', { does: 'gzip' }, 0],
];

describe('a download arrives whole', () => {
  test.each(faults)('%s', async (_name, fault, twice) => {
    const { library, until } = await visit();
    hub.goWrong(shard, fault);
    await library.keep(address);
    const { files } = (await until(isReady))!;
    expect(files.every(({ keptBytes, bytes }) => keptBytes === bytes)).toBe(true);
    expect(hub.served.get(shard)! - (await sizeOf(shard))).toBe(twice);
  });

  test('a byte that is flipped on the way: blocks are fetched again up to the wrong one, and the state says so', async () => {
    const { library, until, states } = await visit();
    hub.goWrong(shard, { does: 'flip', byte: 5000 });
    await library.keep(address);
    await until(isReady);
    const said = states.map(({ models: [model] }) => model?.failure?.message).filter(Boolean);
    expect(said.at(-1)).toMatch(/something came wrong; what was wrong was fetched again: 8\.19 kB of \d+\.\d kB$/);
    expect(hub.served.get(shard)).toBe((await sizeOf(shard)) + 2 * blockBytes);
  });
});

describe('a download waits for a person', () => {
  test('when a shard is listed and missing', async () => {
    const { library, until } = await visit();
    hub.remove(shard);
    await library.keep(address);
    expect(await until((model) => model?.state === 'failed')).toMatchObject({
      failure: { kind: 'unreachable', message: expect.stringContaining(shard) },
    });
  });

  test('when the model is gated, before anything is kept', async () => {
    const { library, browser, states } = await visit({ token: 'hf_secret' });
    await library.reachHub({ hub: `${hub.hub.origin}/`, token: null });
    expect(await library.keep(address)).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
    expect(states.at(-1)?.models).toEqual([]);
    expect(browser.disk.root.get('plumbline-models')).toEqual(new Map());
  });
});

test('neither token nor hub is written to disk', async () => {
  const { library, until, browser } = await visit({ token: 'hf_secret' });
  await library.keep(address);
  await until(isReady);
  const written = JSON.stringify([...(browser.disk.root.get('plumbline-models') as Map<string, unknown>)], (_, value) =>
    value instanceof Map ? [...value] : value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
  expect(written).toContain(hubCommit);
  expect(written).not.toContain('hf_secret');
  expect(written).not.toContain(hub.hub.origin);
});

test('a reader of a model that another tab deletes is told so', async () => {
  const { library, until, open } = await visit();
  const kept = await library.keep(address);
  await until(isReady);
  const source = open();
  const stream = await source.stream(shard, 0, await sizeOf(shard));
  const reader = stream.getReader();
  await reader.read();
  const removed = library.remove(kept.ok ? kept.value : '');
  const { kind, message } = await refusalOf(async () => {
    while (!(await reader.read()).done);
  });
  expect(kind).toBe('unreachable');
  expect(message).toBe(`${id} was deleted from this device while it was being read; load it again`);
  expect(await removed).toMatchObject({ ok: true });
});
