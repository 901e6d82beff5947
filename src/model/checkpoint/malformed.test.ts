import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { malformed } from '../../../e2e/fixtures/malformed.ts';
import { refusalOf } from '../../../e2e/fixtures/refusal.ts';
import { pickFolder, writeTinyCheckpoint } from '../../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from './checkpoint.ts';
import { fileSource } from './sources/files.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'malformed-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function open() {
  return openCheckpoint(fileSource('picked', await pickFolder(dir)));
}

test.each([1, 2])('the checkpoint they are made from is good, in %i shards', async (shards) => {
  await writeTinyCheckpoint(dir, { shards });
  expect(await open()).toMatchObject({ name: 'picked', config: { layers: 2 } });
});

describe('refused in one line with file, field and remedy:', () => {
  test.each(malformed)('$name', async ({ write, file, field, remedy }) => {
    await write(dir);
    const { kind, message } = await refusalOf(open);
    expect(kind).toBe('bad-checkpoint');
    expect(message).toMatch(/^[^\r\n\u2028\u2029]{1,400}$/);
    expect(message.slice(0, file.length + 2)).toBe(`${file}: `);
    expect(message).toContain(field);
    expect(message.split('; ').at(-1)).toContain(remedy);
  });
});
