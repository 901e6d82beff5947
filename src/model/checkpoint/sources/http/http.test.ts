import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../../e2e/fixtures/refusal.ts';
import { folder, listen, type TestServer } from '../../../../../e2e/fixtures/servers.ts';
import { writeTinyCheckpoint } from '../../../../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from '../../checkpoint.ts';
import { ByteReader } from '../byte_reader.ts';
import { huggingFace } from '../../../../vocabulary/hub_access.ts';
import { openSource } from '../open.ts';
import type { Source } from '../source.ts';

let dir: string;
const servers: TestServer[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'http-'));
  await writeTinyCheckpoint(dir);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(dir, { recursive: true });
});

async function serve(answer: RequestListener): Promise<TestServer & { source: Source }> {
  const server = await listen(answer);
  servers.push(server);
  return {
    ...server,
    source: openSource({ kind: 'url', base: `${server.origin}/` }, huggingFace, { sleep: async () => {} }),
  };
}

async function read(source: Source, path: string, start: number, end: number, signal?: AbortSignal) {
  return new ByteReader(await source.stream(path, start, end, signal)).take(end - start);
}

const weights = 'model.safetensors';
const fileBytes = () => readFile(join(dir, weights));

describe('reads', () => {
  test('a range with one request for it', async () => {
    const { source, requests } = await serve(folder(dir));
    expect(await source.stat(weights)).toMatchObject({ bytes: (await fileBytes()).byteLength });
    expect(Buffer.from(await read(source, weights, 1000, 3000))).toEqual((await fileBytes()).subarray(1000, 3000));
    expect(requests).toEqual([`GET /${weights} bytes=0-0`, `GET /${weights} bytes=1000-2999`]);
  });

  test('a whole checkpoint, with or without a slash behind the folder', async () => {
    const { origin } = await serve(folder(join(dir, '..')));
    for (const slash of ['', '/']) {
      const name = dir.split('/').at(-1)!;
      const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: `${origin}/${name}${slash}` }));
      expect(checkpoint).toMatchObject({ name, parameters: 10928, dtypes: ['F32'] });
    }
  });

  test('from a server that ignores Range, and hangs up behind the bytes', async () => {
    const bytes = await fileBytes();
    let hungUp: () => void;
    const left = new Promise<void>((resolve) => (hungUp = resolve));
    const { source } = await serve((_, response) => {
      response.on('close', () => hungUp());
      response.writeHead(200, { 'Content-Length': 2 ** 40 }).write(bytes);
    });
    expect(await source.stat(weights)).toMatchObject({ bytes: 2 ** 40 });
    expect(Buffer.from(await read(source, weights, 1000, 3000))).toEqual(bytes.subarray(1000, 3000));
    await left;
  });

  test('through a redirect to another origin', async () => {
    const storage = await serve(folder(dir));
    const { source } = await serve((request, response) => {
      response.writeHead(302, { Location: storage.origin + request.url }).end();
    });
    expect(await openCheckpoint(source)).toMatchObject({ parameters: 10928 });
    expect(await source.text('config.json')).toBe(await readFile(join(dir, 'config.json'), 'utf8'));
  });

  test('a size from the length of the whole where Content-Range cannot be read', async () => {
    const { source, requests } = await serve((request, response) => {
      response.writeHead(206, { 'Content-Length': request.headers.range === 'bytes=0-' ? 77 : 1 }).end('x');
    });
    expect(await source.stat(weights)).toMatchObject({ bytes: 77 });
    expect(requests).toEqual([`GET /${weights} bytes=0-0`, `GET /${weights} bytes=0-`]);
  });

  test('names with characters that mean something in a URL', async () => {
    const { source, requests } = await serve((_, response) => response.end('here'));
    await source.text('a#b?c%2e.json');
    expect(requests).toEqual(['GET /a%23b%3Fc%252e.json']);
  });
});

describe('a file is absent', () => {
  test.each<[string, RequestListener]>([
    ['404', (_, response) => response.writeHead(404).end('<p>no</p>')],
    ['410', (_, response) => response.writeHead(410).end()],
    [
      'the page of a single-page app',
      (_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html>'),
    ],
  ])('%s', async (_name, answer) => {
    const { source } = await serve(answer);
    expect(await source.text('config.json')).toBeNull();
    expect(await source.stat(weights)).toBeNull();
  });

  test('and gone when it was there before', async () => {
    const { source, origin } = await serve((_, response) => response.writeHead(404).end());
    const { kind, message } = await refusalOf(() => source.stream(weights, 0, 8));
    expect(kind).toBe('unreachable');
    expect(message).toBe(`${origin}/${weights}: is gone from the server; load the checkpoint again`);
  });
});

describe('refuses in one line', () => {
  test.each([
    [401, 'without a sign-in'],
    [403, 'without a sign-in'],
    [416, 'put the whole file there'],
    [418, 'check the address'],
    [429, 'wait a few minutes'],
    [500, 'try again later'],
    [503, 'try again later'],
  ])('status %i', async (status, remedy) => {
    const { source, origin } = await serve((_, response) => response.writeHead(status, 'Odd Words').end());
    for (const work of [
      () => source.text('a.json'),
      () => source.stat('a.json'),
      () => source.stream('a.json', 0, 8),
    ]) {
      const { kind, message } = await refusalOf(work);
      expect(kind).toBe('unreachable');
      expect(message.split('; ')[0]).toBe(`${origin}/a.json: the server answers ${status} Odd Words`);
      expect(message.split('; ')[1]).toContain(remedy);
    }
  });

  test('no server', async () => {
    const server = await serve(folder(dir));
    await server.close();
    servers.length = 0;
    const { kind, message } = await refusalOf(() => server.source.text('config.json'));
    expect(kind).toBe('unreachable');
    expect(message).toMatch(/^http:.*\/config\.json: no answer \(.+\); check the address and the connection$/);
  });

  test('no size', async () => {
    const { source } = await serve((_, response) => {
      response.flushHeaders(); // chunked from here on, without a length
      response.end('x');
    });
    const { message } = await refusalOf(() => source.stat(weights));
    expect(message).toContain('does not say how large it is; let it send Content-Length');
  });

  test('another range than the one asked for', async () => {
    const { source } = await serve((_, response) => {
      response.writeHead(206, { 'Content-Range': 'bytes 5-9/100' }).end('other');
    });
    const { kind, message } = await refusalOf(() => source.stream(weights, 20, 30));
    expect(kind).toBe('unreachable');
    expect(message).toContain('the server sent bytes from 5, not 20');
  });

  test('text that is not UTF-8', async () => {
    const { source } = await serve((_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])));
    const { kind, message } = await refusalOf(() => source.text('config.json'));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain('is not UTF-8 text');
  });

  test('text without end', async () => {
    const megabyte = Buffer.alloc(2 ** 20, ' ');
    const { source } = await serve((_, response) => {
      const more = () => void (response.destroyed || response.write(megabyte, more));
      more();
    });
    const { kind, message } = await refusalOf(() => source.text('config.json'));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain('has more than 100000000 bytes');
  });
});

describe('stops', () => {
  test('before the server answers', async () => {
    const stop = new AbortController();
    const { source } = await serve(() => stop.abort());
    const { kind } = await refusalOf(() => source.stream(weights, 0, 8, stop.signal));
    expect(kind).toBe('stopped');
  });

  test('in the middle of a body', async () => {
    const stop = new AbortController();
    const { source } = await serve((_, response) => void response.writeHead(206).write('0123456789'));
    const reader = new ByteReader(await source.stream(weights, 0, 20, stop.signal));
    await reader.take(10);
    const rest = refusalOf(() => reader.take(10));
    stop.abort();
    expect((await rest).kind).toBe('stopped');
  });
});
