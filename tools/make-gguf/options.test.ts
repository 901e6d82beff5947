import { describe, expect, test } from 'vitest';
import { Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';

const out = ['--out', '/tmp/new.gguf'];

test('a checkpoint that is converted', () => {
  expect(parseOptions(['--from', 'public/models/demo', '--type', 'Q4_K_M', '--by-ids', ...out])).toEqual({
    weights: { from: expect.stringMatching(/public.models.demo$/) as string, byIds: true },
    mix: 'Q4_K_M',
    out: '/tmp/new.gguf',
  });
});

test('random weights', () => {
  expect(parseOptions(['--preset', '0.6b', '--seed', '7', '--layers', '2', '--type', 'q8_0', ...out])).toEqual({
    weights: { preset: 'qwen3-0.6b', seed: 7, layers: 2 },
    mix: 'Q8_0',
    out: '/tmp/new.gguf',
  });
});

describe('refused in one line', () => {
  const type = ['--type', 'q8_0'];
  test.each([
    ['neither', [...type, ...out], /^Give either --from, /],
    ['both', ['--from', 'public/models/demo', '--preset', '0.6b', ...type, ...out], /^Give either --from, /],
    ['no seed', ['--preset', '0.6b', ...type, ...out], /^--seed is missing: give a whole number; usage: make-gguf /],
    [
      'an unknown preset',
      ['--preset', '9b', '--seed', '1', ...type, ...out],
      /^--preset 9b: give one of qwen3-0\.6b, /,
    ],
    ['a folder without a config', ['--from', 'docs', ...type, ...out], /^--from docs: has no config\.json, /],
    ['no type', ['--preset', '0.6b', '--seed', '1', ...out], /^--type is missing: give one of f32, /],
    [
      'another ending',
      ['--preset', '0.6b', '--seed', '1', ...type, '--out', 'a.bin'],
      /^--out a\.bin: give a file that /,
    ],
  ])('%s', (_, args, says) => {
    expect(() => parseOptions(args)).toThrow(says);
    expect(() => parseOptions(args)).toThrow(Stop);
    expect(() => parseOptions(args)).not.toThrow(/\n/);
  });
});
