import path from 'node:path';
import { expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { checkpointFolder, checkpointPath, outputFile, parseCount, pictureFile } from './arguments.ts';

test('a count has a lower and an upper bound', () => {
  expect(parseCount('--layers', '1', 1, 28)).toBe(1);
  expect(parseCount('--layers', '28', 1, 28)).toBe(28);
  for (const text of ['0', '29', '-1', '1.5', '1e1', '', 'x']) {
    expect(() => parseCount('--layers', text, 1, 28)).toThrow(`--layers ${text}: give a whole number from 1 to 28.`);
  }
});

test('a model is a folder, or a GGUF file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'model-'));
  try {
    const [gguf, other] = ['model.gguf', 'model.bin'].map((name) => path.join(folder, name)) as [string, string];
    for (const file of [gguf, other]) writeFileSync(file, '');
    expect(checkpointPath(folder, 'usage')).toBe(folder);
    expect(checkpointPath(gguf, 'usage')).toBe(gguf);
    expect(() => checkpointPath(other, 'usage')).toThrow(`--model ${other}: a file, give the folder that it is in.`);
    expect(() => checkpointFolder(gguf, 'usage')).toThrow(`--model ${gguf}: a file, give the folder that it is in.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a folder in place of a file is refused under the name of its flag', () => {
  expect(() => outputFile('tools', 'usage')).toThrow('--out tools: a folder, give a file in it.');
  expect(() => pictureFile('tools')).toThrow('--picture tools: a folder, give a file in it.');
  expect(outputFile('new.json', 'usage')).toBe(path.resolve('new.json'));
  expect(pictureFile(undefined)).toBeNull();
});
