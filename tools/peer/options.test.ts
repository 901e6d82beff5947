import { describe, expect, test } from 'vitest';
import { Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';

test('missing options have their defaults', () => {
  expect(parseOptions(['--out', '/tmp/peer.json'])).toEqual({
    peers: ['onnxruntime-web', 'wllama'],
    layers: 28,
    contexts: [128],
    prefill: [128, 512, 1024],
    out: '/tmp/peer.json',
  });
  const given = [
    '--contexts',
    '16,32',
    '--prefill',
    '8',
    '--layers',
    '2',
    '--peers',
    'wllama',
    '--out',
    '/tmp/peer.json',
  ];
  expect(parseOptions(given)).toMatchObject({ peers: ['wllama'], layers: 2, contexts: [16, 32], prefill: [8] });
});

describe('refused in one line', () => {
  test.each([
    ['no --out', [], /^--out is missing: give the file to write to; usage: peer /],
    ['a folder as --out', ['--out', 'tools'], /^--out tools: a folder, give a file in it/],
    ['too many layers', ['--layers', '29', '--out', 'x'], /^--layers 29: give a whole number from 1 to 28/],
    ['a context that is no number', ['--contexts', '128,x', '--out', 'x'], /^--contexts 128,x: give whole numbers /],
    ['a context of 0', ['--contexts', '0', '--out', 'x'], /^--contexts 0: give whole numbers from 1 to 32768, /],
    ['too long a prompt', ['--prefill', '32769', '--out', 'x'], /^--prefill 32769: give whole numbers /],
    [
      'an unknown peer',
      ['--peers', 'wllama,vllm', '--out', 'x'],
      /^--peers vllm: give onnxruntime-web, wllama or both/,
    ],
    ['an unknown flag', ['--fast'], /^Unknown option '--fast'; usage: /],
  ])('%s', (_, args, says) => {
    expect(() => parseOptions(args)).toThrow(says);
    expect(() => parseOptions(args)).toThrow(Stop);
    expect(() => parseOptions(args)).not.toThrow(/\n/);
  });
});
