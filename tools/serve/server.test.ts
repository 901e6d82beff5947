import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from './headers.mjs';
import { createAppServer, listen } from './server.mjs';

const letters = 'abcdefghijklmnopqrstuvwxyz';
let folder: string;
let server: Server;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'serve-'));
  await mkdir(path.join(folder, 'app', 'assets'), { recursive: true });
  await mkdir(path.join(folder, 'app-secret'));
  await mkdir(path.join(folder, 'model'));
  await writeFile(path.join(folder, 'app', 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'app', 'assets', 'worker-1a2b.js'), 'export {};');
  await writeFile(path.join(folder, 'app-secret', 'key.txt'), 'secret');
  await writeFile(path.join(folder, 'model', 'weights é.safetensors'), letters);
  await writeFile(path.join(folder, 'model', 'empty.txt'), '');
  server = createAppServer({
    folders: { '/': path.join(folder, 'app'), '/checkpoint/': path.join(folder, 'model') },
    connect: ['https://models.example'],
  });
  address = await listen(server, 0);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Sends the path unchanged, unlike `fetch`. */
async function get(target: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { port } = new URL(address);
    request({ host: '127.0.0.1', port, path: target, method, headers }, resolve).on('error', reject).end();
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const weights = '/checkpoint/weights%20%C3%A9.safetensors';

describe('answers', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html?x=1', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/worker-1a2b.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    [weights, 200, 'application/octet-stream', 'no-cache'],
    ['/missing.js', 404, 'text/plain; charset=utf-8', undefined],
    ['/assets', 404, 'text/plain; charset=utf-8', undefined],
    ['/checkpoint/', 404, 'text/plain; charset=utf-8', undefined],
  ])('%s with %d, its type and lifetime', async (target, status, type, lifetime) => {
    const { headers, ...response } = await get(target);
    expect(response.status).toBe(status);
    expect(headers['content-type']).toBe(type);
    expect(headers['cache-control']).toBe(lifetime);
  });

  test.each([
    '/../app-secret/key.txt',
    '/%2e%2e/app-secret/key.txt',
    '/..%2fapp-secret/key.txt',
    '/assets/..%2f..%2fapp-secret/key.txt',
    '/../app-secret/',
    '/index.html%00.js',
    '/%E0%A4%A',
    'http://elsewhere.example/index.html',
  ])('%s with 404', async (target) => {
    expect(await get(target)).toMatchObject({ status: 404, body: 'Not found\n' });
  });

  test.each(['/', '/assets/worker-1a2b.js', '/missing', weights])('%s with the security headers', async (target) => {
    const { headers } = await get(target);
    for (const [name, value] of Object.entries(securityHeaders({ connect: ['https://models.example'] }))) {
      expect(headers[name.toLowerCase()], name).toBe(value);
    }
  });

  test('HEAD without a body, other methods with 405', async () => {
    const head = await get(weights, {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': '26' } });
    expect(await get('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await get('/', {}, 'PUT')).toMatchObject({ status: 405 });
  });

  test('304 to a client that has the file', async () => {
    const { headers } = await get(weights);
    expect(await get(weights, { 'If-None-Match': headers.etag! })).toMatchObject({ status: 304, body: '' });
    expect(await get(weights, { 'If-None-Match': '"other"' })).toMatchObject({ status: 200, body: letters });
  });
});

describe('ranges', () => {
  test.each([
    ['bytes=0-0', 'a', 'bytes 0-0/26'],
    ['bytes=2-4', 'cde', 'bytes 2-4/26'],
    ['bytes=24-', 'yz', 'bytes 24-25/26'],
    ['bytes=24-99', 'yz', 'bytes 24-25/26'],
    ['bytes=-3', 'xyz', 'bytes 23-25/26'],
    ['bytes=-99', letters, 'bytes 0-25/26'],
  ])('%s', async (range, body, contentRange) => {
    const response = await get(weights, { Range: range });
    expect(response).toMatchObject({ status: 206, body, headers: { 'content-range': contentRange } });
    expect(response.headers['content-length']).toBe(String(body.length));
  });

  test.each(['bytes=26-', 'bytes=99-100', 'bytes=-0'])('%s is unsatisfiable', async (range) => {
    expect(await get(weights, { Range: range })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */26' },
    });
  });

  test.each(['bytes=4-2', 'bytes=-', 'bytes=0-1,3-4', 'lines=0-1', 'nonsense'])('%s is ignored', async (range) => {
    expect(await get(weights, { Range: range })).toMatchObject({ status: 200, body: letters });
  });

  test('of an empty file', async () => {
    expect(await get('/checkpoint/empty.txt')).toMatchObject({ status: 200, body: '' });
    expect(await get('/checkpoint/empty.txt', { Range: 'bytes=0-' })).toMatchObject({ status: 416 });
  });

  test('only of the version that the client has a part of', async () => {
    const { headers } = await get(weights);
    expect(await get(weights, { Range: 'bytes=1-1', 'If-Range': headers.etag! })).toMatchObject({
      status: 206,
      body: 'b',
    });
    expect(await get(weights, { Range: 'bytes=1-1', 'If-Range': '"old"' })).toMatchObject({
      status: 200,
      body: letters,
    });
  });
});

describe('strangers', () => {
  test('reach no port but that of this machine', () => {
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
  });

  test.each(['localhost', 'LOCALHOST:4173', '127.0.0.1:1', '[::1]:4173'])('%s is this machine', async (host) => {
    expect(await get('/', { Host: host })).toMatchObject({ status: 200 });
  });

  test.each([
    'evil.example',
    'evil.example:4173',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '192.168.0.7',
    '[::2]',
  ])('a page whose name "%s" was made to lead here is refused in one line', async (host) => {
    const response = await get('/index.html', { Host: host });
    expect(response).toMatchObject({ status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    expect(response.body).toMatch(/^This server is for this machine alone: open it as .+\n$/);
    expect(await get('/', { Host: host }, 'PUT')).toMatchObject({ status: 403 });
  });

  test('find no file behind a link that leads out of the folder, by whatever name', async () => {
    await symlink(path.join(folder, 'app-secret'), path.join(folder, 'app', 'linked'));
    await symlink(path.join(folder, 'app-secret', 'key.txt'), path.join(folder, 'app', 'key.txt'));
    await symlink(path.join(folder, 'app', 'index.html'), path.join(folder, 'app', 'same.html'));
    for (const target of ['/key.txt', '/linked/key.txt', '/linked/%6bey.txt', '/assets/../key.txt']) {
      expect(await get(target)).toMatchObject({ status: 404, body: 'Not found\n' });
    }
    expect(await get('/same.html')).toMatchObject({ status: 200, body: '<!doctype html>' });
  });

  test('find what links lead to where a checkpoint is served from a cache', async () => {
    const cache = createAppServer({ folders: { '/': path.join(folder, 'app') }, links: true });
    const response = await fetch(`${await listen(cache, 0)}key.txt`);
    expect(await response.text()).toBe('secret');
    cache.close();
    cache.closeAllConnections();
  });

  test.each([
    ['/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd', 404],
    ['/..%5c..%5capp-secret%5ckey.txt', 404],
    ['/%252e%252e/app-secret/key.txt', 404],
    ['/....//app-secret/key.txt', 404],
    ['//app-secret/key.txt', 404],
    [`/${'a/'.repeat(2000)}`, 404],
    [`/${'a'.repeat(5000)}`, 404],
    [`/${'a'.repeat(20_000)}`, 431],
  ])('%.60s with %d', async (target, status) => {
    expect(await get(target)).toMatchObject({ status });
  });

  test.each([
    ['bytes=99999999999999999999999999-', 416],
    ['bytes=0-99999999999999999999999999', 206],
    ['bytes=-99999999999999999999999999', 206],
    ['bytes=-1-5', 200],
    ['bytes=0x1-2', 200],
    ['bytes=1e1-2', 200],
    [`bytes=${'0-0,'.repeat(1000)}0-0`, 200],
  ])('the range %.60s with %d', async (range, status) => {
    expect(await get(weights, { Range: range })).toMatchObject({ status });
  });

  test.each(['POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PUT', 'PROPFIND'])('%s with 405', async (method) => {
    expect(await get('/', {}, method)).toMatchObject({ status: 405, body: '' });
  });

  test('that send nothing more keep nobody waiting, and are let go', async () => {
    const { port } = new URL(address);
    server.headersTimeout = 500;
    const slow = await Promise.all(
      Array.from(
        { length: 200 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(Number(port), '127.0.0.1', () => resolve(socket));
            socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
          }),
      ),
    );
    const closed = slow.map((socket) => new Promise((resolve) => socket.resume().on('close', resolve)));
    expect(await get('/')).toMatchObject({ status: 200 });
    await Promise.all(closed);
    expect(await get('/')).toMatchObject({ status: 200 });
  });
});

test('a server listens on the next free port if one is taken', async () => {
  const other = createAppServer({ folders: { '/': folder } });
  const taken = Number(new URL(address).port);
  expect(Number(new URL(await listen(other, taken)).port)).toBeGreaterThan(taken);
  other.close();
});
