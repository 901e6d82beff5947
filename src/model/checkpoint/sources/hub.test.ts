import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { folder, hub, listen, refuseAs, type TestServer } from '../../../../e2e/fixtures/servers.ts';
import { shardName, writeTinyCheckpoint } from '../../../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { hubSource } from './hub.ts';

let dir: string;
const servers: TestServer[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-'));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(dir, { recursive: true });
});

async function serve(answer: RequestListener): Promise<TestServer> {
  const server = await listen(answer);
  servers.push(server);
  return server;
}

/** Lets requests to huggingface.co, and to no other host, go to `origin`. */
function fakeHub(origin: string): void {
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    expect(url).toMatch(/^https:\/\/huggingface\.co\//);
    return fetch(url.replace('https://huggingface.co', origin), init);
  });
}

test('reads a checkpoint whose weights are stored at another origin', async () => {
  await writeTinyCheckpoint(dir, { shards: 2 });
  const storage = await serve(folder(dir));
  const { origin, requests } = await serve(hub(dir, 'Qwen/Qwen3-0.6B', 'main', storage.origin));
  fakeHub(origin);
  expect(await openCheckpoint(hubSource('Qwen/Qwen3-0.6B', 'main'))).toMatchObject({
    name: 'Qwen/Qwen3-0.6B',
    parameters: 10928,
  });
  expect(requests[0]).toBe('GET /Qwen/Qwen3-0.6B/resolve/main/config.json');
  expect(storage.requests).toContain(`GET /${shardName(1, 2)}?signature=1 bytes=0-7`);
});

test('asks for a revision as one segment', async () => {
  const { origin, requests } = await serve((_, response) => response.end('{}'));
  fakeHub(origin);
  await hubSource('a/b', 'refs/pr/1').text('config.json');
  expect(requests).toEqual(['GET /a/b/resolve/refs%2Fpr%2F1/config.json']);
});

test.each([
  [401, 'RepoNotFound', 'Qwen/Qwen3 does not exist or is private'],
  [401, '', 'Qwen/Qwen3 does not exist or is private'],
  [404, 'RepoNotFound', 'Qwen/Qwen3 does not exist or is private'],
  [401, 'GatedRepo', 'Qwen/Qwen3 is gated: accept its terms'],
  [403, 'GatedRepo', 'Qwen/Qwen3 is gated: accept its terms'],
  [403, '', 'Qwen/Qwen3 is gated: accept its terms'],
  [404, 'RevisionNotFound', 'Qwen/Qwen3 has no revision v9'],
  [429, '', 'wait a few minutes'],
  [502, '', 'try again later'],
])('status %i %s is refused with its own remedy', async (status, code, remedy) => {
  const { origin } = await serve((_, response) => refuseAs(response, status, code));
  fakeHub(origin);
  const { kind, message } = await refusalOf(() => hubSource('Qwen/Qwen3', 'v9').text('config.json'));
  expect(kind).toBe('unreachable');
  expect(message).toContain(`https://huggingface.co/Qwen/Qwen3/resolve/v9/config.json: the server answers ${status}`);
  expect(message).toContain(remedy);
});

test.each(['EntryNotFound', ''])('status 404 %s is an absent file', async (code) => {
  const { origin } = await serve((_, response) => refuseAs(response, 404, code));
  fakeHub(origin);
  expect(await hubSource('Qwen/Qwen3', 'main').text('generation_config.json')).toBeNull();
});

describe('what cannot be an id or a revision', () => {
  test.each([
    ['Qwen3-0.6B', 'main', '"Qwen3-0.6B" is not a Hugging Face id'],
    ['', 'main', '"" is not a Hugging Face id'],
    ['Qwen/Qwen3/extra', 'main', 'is not a Hugging Face id'],
    ['https://huggingface.co/Qwen/Qwen3-0.6B', 'main', 'is not a Hugging Face id'],
    ['../../Qwen', 'main', 'is not a Hugging Face id'],
    ['Qwen/..', 'main', 'is not a Hugging Face id'],
    ['Qwen/a?b', 'main', 'is not a Hugging Face id'],
    ['Qwen/a--b', 'main', 'is not a Hugging Face id'],
    ['Qwen/ Qwen3', 'main', 'is not a Hugging Face id'],
    ['Qwen/Qwen3\nQwen', 'main', 'is not a Hugging Face id'],
    ['Qwen/Qwen3', '', '"" is not a revision'],
    ['Qwen/Qwen3', '../../main', '"../../main" is not a revision'],
    ['Qwen/Qwen3', 'main?x', '"main?x" is not a revision'],
  ])('%s at %s', async (id, revision, expected) => {
    const { kind, message } = await refusalOf(() => hubSource(id, revision));
    expect(kind).toBe('bad-request');
    expect(message).toContain(expected);
  });
});
