import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { precachedFiles } from './precached_files.ts';

let folder: string;
const write = (file: string, text: string) => writeFile(path.join(folder, file), text);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'precached-'));
  await mkdir(path.join(folder, 'assets'));
  await mkdir(path.join(folder, 'models', 'demo'), { recursive: true });
  const files = ['_headers', 'index.html', 'headless.html', 'service_worker.js', 'service_worker.js.map'];
  const deeper = [
    'assets/index-1a2b.js',
    'assets/index-1a2b.js.map',
    'models/demo/README.md',
    'models/demo/config.json',
  ];
  for (const file of [...files, ...deeper]) await write(file, file);
});

afterAll(() => rm(folder, { recursive: true }));

test('holds what the page may ask for, with the hash that the browser checks', async () => {
  const files = await precachedFiles(folder);
  expect(files.map(({ url }) => url)).toEqual(['assets/index-1a2b.js', 'index.html', 'models/demo/config.json']);
  // printf index.html | openssl dgst -sha256 -binary | base64
  expect(files[1]!.integrity).toBe('sha256-DrVHMEZYgFqteI0yDxC/Hyknl7Xm10Wjv2F1hNoBcFE=');
});

test('a file that changes is another revision, and no other file is', async () => {
  const before = await precachedFiles(folder);
  await write('index.html', 'changed');
  const after = await precachedFiles(folder);
  expect(after.map(({ revision }, i) => revision === before[i]!.revision)).toEqual([true, false, true]);
});
