/** What a source makes of a network and of servers that go wrong: nothing is lost, and nothing is fetched twice without need. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../../../e2e/fixtures/faults.ts';
import { type Hub, startHub } from '../../../../../e2e/fixtures/hub.ts';
import { refusalOf } from '../../../../../e2e/fixtures/refusal.ts';
import { type HubAccess, huggingFace } from '../../../../vocabulary/hub_access.ts';
import { ByteReader } from '../byte_reader.ts';
import { openSource } from '../open.ts';
import type { Source } from '../source.ts';
import type { SourceTiming, Retry } from './patience.ts';

const size = 1_000_000;
const shard = 'model-00002-of-00002.safetensors';
const id = 'Qwen/Qwen3-tiny';

let dir: string;
let bytes: Buffer;
let hub: Hub;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'faults-'));
  bytes = Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 2654435761) >>> 24));
  await writeFile(join(dir, shard), bytes);
  await writeFile(join(dir, 'config.json'), '{"model_type":"qwen3"}');
});
afterEach(() => hub.close());
afterAll(() => rm(dir, { recursive: true }));

/** The two ways to the same files, with the pauses that they took. */
async function open(
  way: 'hub' | 'url',
  silenceMs = 60_000,
  token: string | null = null,
): Promise<{ source: Source; retries: Retry[]; slept: number[] }> {
  hub = await startHub(dir, { id, ...(token !== null && { token }) });
  const retries: Retry[] = [];
  const slept: number[] = [];
  const timing: Partial<SourceTiming> = {
    sleep: async (ms) => void slept.push(ms),
    onRetry: (retry) => void retries.push(retry),
    silenceMs,
  };
  const access: HubAccess = { hub: `${hub.hub.origin}/`, token };
  const source =
    way === 'hub'
      ? openSource({ kind: 'hub', id, revision: 'main' }, access, timing)
      : openSource({ kind: 'url', base: hub.storage.origin }, huggingFace, timing);
  return { source, retries, slept };
}

async function readAll(source: Source, signal?: AbortSignal): Promise<Buffer> {
  return Buffer.from(await new ByteReader(await source.stream(shard, 0, size, signal)).take(size));
}

interface Case {
  name: string;
  faults: Fault[];
  /** Seconds of each pause. */
  pauses: number[];
  /** Bytes that went out more than once. */
  twice: number;
}

const cut = (after: number): Fault => ({ does: 'cut', after });
const refuse = (status: number, headers?: Record<string, string>): Fault => ({
  does: 'refuse',
  status,
  ...(headers && { headers }),
});

const cases: Case[] = [
  { name: 'nothing', faults: [], pauses: [], twice: 0 },
  { name: 'cut at 0%', faults: [cut(0)], pauses: [1], twice: 0 },
  { name: 'cut at 50%', faults: [cut(0.5)], pauses: [1], twice: 0 },
  { name: 'cut at 99.9%', faults: [cut(0.999)], pauses: [1], twice: 0 },
  { name: 'cut seven times', faults: Array.from({ length: 7 }, () => cut(0.5)), pauses: Array(7).fill(1), twice: 0 },
  { name: 'cut at 0% four times', faults: Array.from({ length: 4 }, () => cut(0)), pauses: [1, 2, 4, 8], twice: 0 },
  { name: 'ends early', faults: [{ does: 'end-early', after: 0.3 }], pauses: [1], twice: 0 },
  { name: '503 with Retry-After', faults: [refuse(503, { 'Retry-After': '7' })], pauses: [7], twice: 0 },
  {
    name: '429 with Retry-After',
    faults: [cut(0.5), refuse(429, { 'Retry-After': '120' })],
    pauses: [1, 120],
    twice: 0,
  },
  { name: '500, 502, 504', faults: [500, 502, 504].map((status) => refuse(status)), pauses: [1, 2, 4], twice: 0 },
  { name: 'a web page', faults: [{ does: 'page' }], pauses: [1], twice: 0 },
  { name: '200 in place of 206', faults: [{ does: 'ignore-range' }], pauses: [], twice: 0 },
  { name: 'cut, then 200 in place of 206', faults: [cut(0.5), { does: 'ignore-range' }], pauses: [1], twice: size / 2 },
  { name: 'gzip of the whole', faults: [{ does: 'gzip' }], pauses: [], twice: 0 },
];

describe.each(['hub', 'url'] as const)('a file from a %s', (way) => {
  test.each(cases)('arrives whole: $name', async ({ faults, pauses, twice }) => {
    const { source, retries, slept } = await open(way);
    for (const fault of faults) hub.goWrong(shard, fault);
    expect((await readAll(source)).equals(bytes)).toBe(true);
    expect(slept).toEqual(pauses.map((seconds) => seconds * 1000));
    expect(retries.map(({ path, waitMs }) => [path, waitMs])).toEqual(slept.map((waitMs) => [shard, waitMs]));
    expect(hub.served.get(shard)! - size).toBe(twice);
  });

  test('a connection that falls silent is left for another', async () => {
    const { source, slept } = await open(way, 100);
    hub.goWrong(shard, { does: 'fall-silent', after: 0.3 });
    expect((await readAll(source)).equals(bytes)).toBe(true);
    // On a machine that is busy itself, more may seem silent.
    expect(slept.length).toBeGreaterThan(0);
  });

  test('tells from which byte it goes on, and why', async () => {
    const { source, retries } = await open(way);
    hub.goWrong(shard, cut(0.25));
    await readAll(source);
    const failure = {
      kind: 'unreachable',
      message: expect.stringMatching(/broke off at byte 250000 \(.+\); load it again$/),
    };
    expect(retries).toEqual([{ path: shard, atByte: 250_000, waitMs: 1000, failure }]);
  });

  test('a file that changes meanwhile is not joined to what it was', async () => {
    const { source } = await open(way);
    hub.goWrong(shard, cut(0.5));
    const reader = new ByteReader(await source.stream(shard, 0, size));
    await reader.take(1000);
    hub.change(shard);
    const { kind, message } = await refusalOf(() => reader.take(size - 1000));
    expect(kind).toBe('changed');
    expect(message).toMatch(/00002\.safetensors: the file changed on the server meanwhile; load it from the start$/);
    expect((await readAll(source)).equals(bytes)).toBe(true);
  });

  test('a file that is gone', async () => {
    const { source, slept } = await open(way);
    hub.remove(shard);
    const { kind, message } = await refusalOf(() => readAll(source));
    expect(kind).toBe('unreachable');
    expect(message).toContain(`${shard}: is gone from the server; load the checkpoint again`);
    expect(slept).toEqual([]);
  });

  test('what does not pass is refused in the end', async () => {
    const { source, slept } = await open(way);
    hub.goWrong(shard, refuse(503), { times: Infinity });
    const first = await refusalOf(() => readAll(source));
    expect(first.message).toMatch(/: the server answers 503 Service Unavailable; try again later$/);
    expect(slept).toEqual([1000, 2000, 4000, 8000]);
  });

  test('with more patience once there is something to lose', async () => {
    const { source, slept } = await open(way);
    hub.goWrong(shard, cut(0.5));
    hub.goWrong(shard, refuse(503), { times: Infinity });
    expect((await refusalOf(() => readAll(source))).message).toContain('answers 503');
    expect(slept).toEqual([1, 2, 4, 8, 16, 30, 60, 60].map((seconds) => seconds * 1000));
  });

  test('a server that asks for more than five minutes is left alone', async () => {
    const { source, slept } = await open(way);
    hub.goWrong(shard, refuse(429, { 'Retry-After': '3600' }), { times: Infinity });
    const { message } = await refusalOf(() => readAll(source));
    expect(message).toMatch(
      /answers 429 Too Many Requests and asks to wait 3600 s; wait a few minutes, then load it again$/,
    );
    expect(slept).toEqual([]);
  });

  test('is stopped in a pause', async () => {
    const { source, retries } = await open(way);
    const stop = new AbortController();
    hub.goWrong(shard, refuse(503), { times: Infinity });
    const stopped = refusalOf(() => readAll(source, stop.signal));
    stop.abort();
    expect((await stopped).kind).toBe('stopped');
    expect(retries.length).toBeLessThan(2);
  });
});

describe('the address to which the hub redirects', () => {
  const askedOf = () => ({ hub: countOf(hub.hub.requests), storage: countOf(hub.storage.requests) });
  const countOf = (requests: string[]) => requests.filter((request) => request.includes(shard)).length;

  test('is asked itself from then on, without the token', async () => {
    const { source } = await open('hub', 60_000, 'hf_secret');
    for (let times = 0; times < 3; times++) expect((await readAll(source)).equals(bytes)).toBe(true);
    expect(askedOf()).toEqual({ hub: 1, storage: 3 });
  });

  test('is left once it has expired, and another one is asked for', async () => {
    const { source, slept } = await open('hub');
    await readAll(source);
    await readAll(source);
    hub.goWrong(shard, refuse(403));
    for (let times = 0; times < 2; times++) expect((await readAll(source)).equals(bytes)).toBe(true);
    expect(askedOf()).toEqual({ hub: 2, storage: 5 });
    expect(slept).toEqual([]);
  });

  test('is not used again where it was signed for one range', async () => {
    const { source, slept } = await open('hub');
    await readAll(source);
    hub.goWrong(shard, refuse(403));
    for (let times = 0; times < 3; times++) expect((await readAll(source)).equals(bytes)).toBe(true);
    expect(askedOf()).toEqual({ hub: 4, storage: 5 });
    expect(slept).toEqual([]);
  });
});

test('small files are read again from their start', async () => {
  const { source, slept } = await open('hub');
  hub.goWrong('config.json', cut(0.5));
  hub.goWrong('config.json', refuse(503));
  expect(await source.text('config.json')).toBe('{"model_type":"qwen3"}');
  expect(slept).toEqual([1000, 2000]);
});
