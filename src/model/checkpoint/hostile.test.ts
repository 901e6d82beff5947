import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../../../e2e/fixtures/refusal.ts';
import { pickFolder, tinyConfig, writeTinyCheckpoint } from '../../../e2e/fixtures/tiny_checkpoint.ts';
import type { PickedFile } from '../../vocabulary/checkpoint_sources.ts';
import { openCheckpoint } from './checkpoint.ts';
import { ggufBytes, picked } from './gguf/gguf.fixture.ts';
import { fileSource } from './sources/files.ts';

let dir: string;
let files: PickedFile[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hostile-'));
  await writeTinyCheckpoint(dir);
  files = await pickFolder(dir);
});
afterAll(() => rm(dir, { recursive: true }));

/** The tiny checkpoint with another config.json. */
function withConfig(text: string) {
  const config = { path: 'picked/config.json', file: new File([text], 'config.json') };
  return fileSource('picked', [...files.filter(({ path }) => path !== config.path), config]);
}

const config = (more: object) => JSON.stringify({ ...tinyConfig, ...more });

test.each([
  ['one text', config({ notes: 'x'.repeat(2_000_000) })],
  ['a list', config({ notes: Array.from({ length: 400_000 }, () => 1234) })],
  ['keys', config(Object.fromEntries(Array.from({ length: 70_000 }, (_, at) => [`a key of many, ${at}`, at])))],
])('a config of 2 MB, most of it %s, is read for what matters', async (_, text) => {
  expect(text.length).toBeGreaterThan(1_800_000);
  expect((await openCheckpoint(withConfig(text))).config.layers).toBe(2);
});

test.each([
  ['brackets', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 'nests deeper than 32 levels'],
  ['brackets, none closed', '['.repeat(2_000_000), 'is not JSON'],
  ['one number', `{"head_dim": ${'1'.repeat(2_000_000)}}`, 'is '],
  ['a field with a book for a value', config({ head_dim: 'x'.repeat(2_000_000) }), 'head_dim is "xxx'],
])('a config of 2 MB of %s is refused in one line', async (_, text, reason) => {
  const { message } = await refusalOf(() => openCheckpoint(withConfig(text)));
  expect(message).toContain(reason);
  expect(message).toMatch(/^config\.json: [^\n]{1,400}$/);
});

const reversed = '\u202e\u2066';

test('a name is one line of at most 100 characters, and nothing in it reorders what stands beside it', async () => {
  for (const name of ['a'.repeat(10_000), `${reversed}fdp.3newQ`, 'two\nlines', `${reversed.repeat(5000)}x`]) {
    const opened = await openCheckpoint(
      fileSource(
        name,
        files.map(({ path, file }) => ({ path: path.slice('picked/'.length), file })),
      ),
    );
    expect(opened.name).toMatch(/^[\x20-\x7e]{1,99}[\x20-\x7e…]$/);
  }
});

test('nor do messages that quote the name of a file', async () => {
  const name = `${reversed}gpj.gguf`;
  expect((await openCheckpoint(picked({ [name]: ggufBytes() }))).name).toBe(String.raw`\u{202e}\u{2066}gpj`);
  const cut = ggufBytes().subarray(0, 300);
  expect((await refusalOf(() => openCheckpoint(picked({ [name]: cut })))).message).toMatch(
    /^\\u\{202e\}\\u\{2066\}gpj\.gguf: ends inside its header/,
  );
});
