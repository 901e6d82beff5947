import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'options-'));
});

afterAll(() => rm(folder, { recursive: true }));

const whole = ['--preset', 'qwen3-4b', '--seed', '7'];

test('a whole command line', () => {
  const out = path.join(folder, 'new');
  expect(parseOptions([...whole, '--out', out])).toEqual({
    preset: 'qwen3-4b',
    layers: undefined,
    seed: 7,
    format: 'bf16',
    out,
  });
  expect(parseOptions([...whole, '--layers', '2', '--out', folder])).toMatchObject({ layers: 2, out: folder });
});

test('a preset may be named by its size alone', () => {
  expect(parseOptions(['--preset', '8b', '--seed', '7', '--out', folder]).preset).toBe('qwen3-8b');
});

describe('refused in one line', () => {
  test.each([
    ['no preset', ['--seed', '1', '--out', 'new'], /^--preset is missing: give one of qwen3-0\.6b, /],
    ['an unknown preset', ['--preset', 'qwen3-9b', '--seed', '1', '--out', 'new'], /^--preset qwen3-9b: give one of /],
    ['no seed', ['--preset', 'qwen3-4b', '--out', 'new'], /^--seed is missing: /],
    ['a seed that is no number', ['--preset', 'qwen3-4b', '--seed', 'x', '--out', 'new'], /^--seed x: give a whole /],
    ['no layers', [...whole, '--layers', '0', '--out', 'new'], /^--layers 0: give a whole number from 1 to 256/],
    [
      'too many layers',
      [...whole, '--layers', '257', '--out', 'new'],
      /^--layers 257: give a whole number from 1 to 256/,
    ],
    ['an unknown format', [...whole, '--format', 'int3', '--out', 'new'], /^--format int3: give one of bf16, fp8, /],
    ['no --out', whole, /^--out is missing: /],
    ['an unknown flag', [...whole, '--fast'], /^Unknown option '--fast'; usage: /],
  ])('%s', (_, args, says) => {
    expect(() => parseOptions(args)).toThrow(says);
    expect(() => parseOptions(args)).toThrow(Stop);
    expect(() => parseOptions(args)).not.toThrow(/\n/);
  });

  test('a folder with something in it', async () => {
    const full = await mkdtemp(path.join(folder, 'full-'));
    await writeFile(path.join(full, 'model.safetensors'), '');
    expect(() => parseOptions([...whole, '--out', full])).toThrow(/not empty, give an empty or a new folder/);
  });
});
