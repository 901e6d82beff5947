import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/process.mjs';

/** Words of our own for what the field has a term for. */
const retired: { pattern: RegExp; instead: string }[] = [
  {
    pattern: /\bEight\b|\beights\b|whole_eights|eights_each/,
    instead: 'Vec8, vec8_aligned, vec8s_per_chunk; 8 for the number',
  },
  { pattern: /\bkept\(/, instead: 'masked(...)' },
  { pattern: /\b(least|fewest|most)([A-Z]|_[a-z])/, instead: 'min or max as the prefix of a bound' },
  { pattern: /\bJoins\b/, instead: 'fusions of steps' },
  { pattern: /Halves\b/, instead: '16 bits, or the f16 split' },
  { pattern: /\boffBy\b/, instead: 'the relative error' },
  { pattern: /[a-z]Draws?(Ns)?\b/, instead: 'sample: draw is for pictures' },
  { pattern: /stand_in|standIn/, instead: 'placeholder; fake in tests' },
  { pattern: /[Ll]ikeness/, instead: 'match a known fault' },
  { pattern: /\badrift\b|\btolls?\b/, instead: 'wrong; cost' },
  { pattern: /is of no account|It is so in|What comes of it|has it be\b/, instead: 'plain verbs, subject first' },
];

/** Texts of the page, which tests quote, this table, and the texts that the demo is trained on. */
const excluded = [
  'src/findings/picture/diagnosis.ts',
  'src/numerics/verdict/verdict.ts',
  'src/numerics/verdict/verdict.test.ts',
  'tools/checks/retired_words.test.ts',
  'tools/demo-model/text/',
];
const text = /\.(tsx?|mjs|wgsl|css|html|md|py|sh)$/;

const files = ['src', 'shaders', 'e2e', 'tools', 'docs'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => text.test(file) && !excluded.some((name) => file.startsWith(name))),
);
/** Every line with its place, and the file's own name as line 0. */
const lines = files.flatMap((file) =>
  [file, ...readFileSync(path.join(root, file), 'utf8').split('\n')].map((line, n) => ({ at: `${file}:${n}`, line })),
);

test.each(retired)('no file says $pattern, but $instead', ({ pattern }) => {
  expect(files.length).toBeGreaterThan(500);
  expect(lines.flatMap(({ at, line }) => (pattern.test(line) ? [`${at}: ${line.trim()}`] : []))).toEqual([]);
});
