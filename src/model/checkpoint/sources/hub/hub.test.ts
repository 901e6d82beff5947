import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Hub, hubCommit, refuseAs, startHub } from '../../../../../e2e/fixtures/hub.ts';
import { refusalOf } from '../../../../../e2e/fixtures/refusal.ts';
import { listen } from '../../../../../e2e/fixtures/servers.ts';
import { shardName, writeTinyCheckpoint } from '../../../../../e2e/fixtures/tiny_checkpoint.ts';
import { huggingFace } from '../../../../vocabulary/hub_access.ts';
import { openCheckpoint } from '../../checkpoint.ts';
import { ByteReader } from '../byte_reader.ts';
import { openSource } from '../open.ts';

const id = 'Qwen/Qwen3-tiny';
const shard = shardName(1, 2);

let dir: string;
const closes: (() => Promise<void>)[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-'));
  await writeTinyCheckpoint(dir, { shards: 2 });
});
afterEach(async () => {
  await Promise.all(closes.splice(0).map((close) => close()));
  await rm(dir, { recursive: true });
});

async function serve(options: Partial<Parameters<typeof startHub>[1]> = {}): Promise<Hub> {
  const hub = await startHub(dir, { id, ...options });
  closes.push(hub.close);
  return hub;
}

function open(hub: Hub, token: string | null = null, revision = 'main') {
  const access = { hub: `${hub.hub.origin}/`, token };
  return openSource({ kind: 'hub', id, revision }, access, { sleep: async () => {} });
}

test('reads a checkpoint at its commit, whose weights are stored at another origin', async () => {
  const hub = await serve();
  const source = open(hub);
  expect(await openCheckpoint(source)).toMatchObject({ name: id, parameters: 10928 });
  expect(await source.commit()).toBe(hubCommit);
  expect(hub.hub.requests.slice(0, 3)).toEqual([
    `GET /api/models/${id}/revision/main`,
    `GET /api/models/${id}/tree/${hubCommit}?recursive=true`,
    `GET /${id}/resolve/${hubCommit}/config.json`,
  ]);
  expect(hub.storage.requests).toContain(`GET /${shard}?signature=1 bytes=0-7`);
});

test('lists files with their sizes and hashes, over as many pages as there are', async () => {
  const hub = await serve({ pageSize: 1 });
  const source = open(hub);
  expect((await source.list())?.toSorted()).toEqual([
    'config.json',
    shardName(0, 2),
    shard,
    'model.safetensors.index.json',
  ]);
  const bytes = await readFile(join(dir, shard));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await source.stat(shard)).toEqual({ bytes: bytes.byteLength, etag: sha256, sha256 });
  expect(await source.stat('config.json')).toMatchObject({
    sha256: null,
    etag: expect.stringMatching(/^[\da-f]{40}$/),
  });
  const listed = hub.hub.requests.filter((request) => request.includes('/tree/'));
  expect(listed).toHaveLength(4);
  expect(hub.hub.requests).toHaveLength(5);
});

test('asks for no file that is not listed', async () => {
  const hub = await serve();
  const source = open(hub);
  expect(await source.text('generation_config.json')).toBeNull();
  expect(await source.stat('model.safetensors')).toBeNull();
  expect(hub.hub.requests.filter((request) => request.includes('/resolve/'))).toEqual([]);
});

test('a file that is listed and missing is refused', async () => {
  const hub = await serve();
  hub.remove('config.json');
  const { message } = await refusalOf(() => open(hub).text('config.json'));
  expect(message).toMatch(
    /^Qwen\/Qwen3-tiny: 127\.0\.0\.1:\d+ lists config\.json but does not have it; try again later$/,
  );
});

test('a mirror without the API gives files, sizes and hashes', async () => {
  const hub = await serve({ api: false });
  const source = open(hub);
  expect(await openCheckpoint(source)).toMatchObject({ parameters: 10928 });
  expect([await source.list(), await source.commit()]).toEqual([null, null]);
  expect(await source.stat(shard)).toMatchObject({ bytes: (await readFile(join(dir, shard))).byteLength });
});

test('asks for a revision as one segment', async () => {
  const hub = await serve({ revision: 'refs/pr/1' });
  expect(await open(hub, null, 'refs/pr/1').commit()).toBe(hubCommit);
  expect(hub.hub.requests[0]).toBe(`GET /api/models/${id}/revision/refs%2Fpr%2F1`);
});

test('asks again what it could not learn', async () => {
  const hub = await serve();
  const source = open(hub, null, 'v9');
  for (let i = 0; i < 2; i++) expect((await refusalOf(() => source.list())).message).toContain('has no revision v9');
  expect(hub.hub.requests).toHaveLength(2);
});

describe('a gated repository', () => {
  test('opens with its token, which the storage does not get', async () => {
    const hub = await serve({ token: 'hf_secret' });
    const source = open(hub, 'hf_secret');
    const { bytes } = (await source.stat(shard))!;
    // The storage answers 400 to anything with a token.
    const read = await new ByteReader(await source.stream(shard, 0, bytes)).take(bytes);
    expect(Buffer.from(read)).toEqual(await readFile(join(dir, shard)));
    expect(hub.storage.requests).toHaveLength(1);
  });

  test('names the setting, and keeps the token to itself', async () => {
    const hub = await serve({ token: 'hf_secret' });
    const without = await refusalOf(() => open(hub).text('config.json'));
    expect(without.message).toMatch(
      /is gated: accept its terms on .+, then set an access token under Models, Hub and token$/,
    );
    const wrong = await refusalOf(() => open(hub, 'hf_wrong').text('config.json'));
    expect(wrong.message).toContain('with the account of the token');
    expect(JSON.stringify([without, wrong])).not.toContain('hf_');
  });
});

test('a link to the next page takes no token to another host', async () => {
  const elsewhere = await listen((_, response) => response.end('[]'));
  closes.push(elsewhere.close);
  const asked: string[] = [];
  const mirror = await listen((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    if (request.url!.includes('/revision/')) return response.end(JSON.stringify({ sha: hubCommit }));
    if (!request.url!.includes('cursor')) response.setHeader('Link', `<${elsewhere.origin}/?cursor=2>; rel="next"`);
    return response.end('[]');
  });
  closes.push(mirror.close);
  const access = { hub: `${mirror.origin}/`, token: 'hf_secret' };
  expect(await openSource({ kind: 'hub', id, revision: 'main' }, access).list()).toEqual([]);
  expect(asked.at(-1)).toBe(`/api/models/${id}/tree/${hubCommit}?cursor=2 Bearer hf_secret`);
  expect(elsewhere.requests).toEqual([]);
});

test.each([
  [401, 'RepoNotFound', null, 'Qwen/Qwen3-tiny does not exist or is private'],
  [401, '', null, 'Qwen/Qwen3-tiny does not exist or is private'],
  [404, 'RepoNotFound', null, 'Qwen/Qwen3-tiny does not exist or is private'],
  [401, 'GatedRepo', null, 'Qwen/Qwen3-tiny is gated: accept its terms'],
  [403, 'GatedRepo', 'hf_x', 'Qwen/Qwen3-tiny is gated: accept its terms'],
  [403, '', null, 'Qwen/Qwen3-tiny is gated: accept its terms'],
  [401, '', 'hf_x', 'does not accept the access token'],
  [404, 'RevisionNotFound', null, 'Qwen/Qwen3-tiny has no revision main'],
  [429, '', null, 'wait a few minutes'],
  [502, '', null, 'try again later'],
])('status %i %s is refused with its own remedy', async (status, code, token, remedy) => {
  const server = await listen((_, response) => refuseAs(response, status, code));
  closes.push(server.close);
  const source = openSource(
    { kind: 'hub', id, revision: 'main' },
    { hub: `${server.origin}/`, token },
    { sleep: async () => {} },
  );
  const { kind, message } = await refusalOf(() => source.text('config.json'));
  expect(kind).toBe('unreachable');
  expect(message).toContain(`${server.origin}/api/models/${id}/revision/main: the server answers ${status}`);
  expect(message).toContain(remedy);
});

test('an API that is none is refused', async () => {
  const server = await listen((_, response) => response.end('{"sha":"../../main"}'));
  closes.push(server.close);
  const source = openSource({ kind: 'hub', id, revision: 'main' }, { hub: `${server.origin}/`, token: null });
  const { message } = await refusalOf(() => source.list());
  expect(message).toContain("is not what the hub's API answers; check the hub's address");
});

test.each([
  ['Qwen/Qwen3-GGUF', null],
  ['Qwen/Qwen3-GGUF:Q4_K_M', 'Q4_K_M'],
  ['Qwen/Qwen3-GGUF/Qwen3-Q8_0.gguf', 'Qwen3-Q8_0.gguf'],
  ['Qwen/Qwen3-GGUF/Q4_K_M/Qwen3-00001-of-00002.gguf', 'Q4_K_M/Qwen3-00001-of-00002.gguf'],
])('%s chooses %s', (typed, chosen) => {
  const source = openSource({ kind: 'hub', id: typed, revision: 'main' });
  expect(source).toMatchObject({ name: 'Qwen/Qwen3-GGUF', chosen });
});

describe('what cannot be an id or a revision', () => {
  test.each([
    ['Qwen3-0.6B', 'main', '"Qwen3-0.6B" is not a Hugging Face id'],
    ['', 'main', '"" is not a Hugging Face id'],
    ['Qwen/Qwen3/extra', 'main', 'is not a Hugging Face id'],
    ['Qwen/Qwen3/../x.gguf', 'main', 'is not a Hugging Face id'],
    ['Qwen/Qwen3:', 'main', 'is not a Hugging Face id'],
    ['https://huggingface.co/Qwen/Qwen3-0.6B', 'main', 'is not a Hugging Face id'],
    ['../../Qwen', 'main', 'is not a Hugging Face id'],
    ['Qwen/..', 'main', 'is not a Hugging Face id'],
    ['Qwen/a?b', 'main', 'is not a Hugging Face id'],
    ['Qwen/a--b', 'main', 'is not a Hugging Face id'],
    ['Qwen/ Qwen3', 'main', 'is not a Hugging Face id'],
    ['Qwen/Qwen3\nQwen', 'main', 'is not a Hugging Face id'],
    ['datasets/me', 'main', '"datasets/me" is a dataset, not a model'],
    ['spaces/me', 'main', 'is a Space, not a model'],
    ['collections/Qwen', 'main', 'is a collection, not a model'],
    ['Qwen/Qwen3', '', '"" is not a revision'],
    ['Qwen/Qwen3', '../../main', '"../../main" is not a revision'],
    ['Qwen/Qwen3', 'main?x', '"main?x" is not a revision'],
  ])('%s at %s', async (id, revision, expected) => {
    const { kind, message } = await refusalOf(() => openSource({ kind: 'hub', id, revision }, huggingFace));
    expect(kind).toBe('bad-request');
    expect(message).toContain(expected);
  });
});
