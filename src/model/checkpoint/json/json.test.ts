import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { parseObject } from './json.ts';

test('agrees with JSON.parse on every object with distinct keys', () => {
  const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }));
  const indent = fc.constantFrom('', '  ', '\n\t');
  fc.assert(
    fc.property(object, indent, (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(parseObject(text, 'a.json')).toStrictEqual(JSON.parse(text));
    }),
    { seed: 1 },
  );
});

test('reads NaN and Infinity as Python writes them, and leaves texts alone', () => {
  const text = '{"a": NaN, "b": [-Infinity, Infinity], "NaN": "NaN, \\"-Infinity\\""}';
  expect(parseObject(text, 'a.json')).toStrictEqual({ a: NaN, b: [-Infinity, Infinity], NaN: 'NaN, "-Infinity"' });
});

test('finds a key that appears twice, wherever it is and however it is written', async () => {
  const twice = fc.record({
    key: fc.string({ unit: 'binary' }),
    depth: fc.integer({ min: 0, max: 12 }),
    inArrays: fc.boolean(),
    escaped: fc.boolean(),
    between: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
  });
  await fc.assert(
    fc.asyncProperty(twice, async ({ key, depth, inArrays, escaped, between }) => {
      const second = escaped ? `"${escapeAll(key)}"` : JSON.stringify(key);
      let text = `{${JSON.stringify(key)}: 1, "between": ${JSON.stringify(between)}, ${second}: 2}`;
      for (let i = 0; i < depth; i++) text = inArrays ? `{"a": ["}", ${text}]}` : `{"a": ${text}, "b": "{"}`;
      const { kind, message } = await refusalOf(() => parseObject(text, 'a.json'));
      expect(kind).toBe('bad-checkpoint');
      expect(message).toMatch(/^a\.json: the key ".*"?…? appears twice; remove one of them$/);
    }),
    { seed: 1 },
  );
});

describe('refuses', () => {
  test.each([
    ['', 'a.json: is not JSON ('],
    ['<!doctype html>', 'a.json: is a web page'],
    ['null', 'a.json: holds null where'],
    ['[{}]', 'a.json: holds [{}] where'],
    ['"text"', 'a.json: holds "text" where'],
    ['{"eps": NaN,}', 'a.json: is not JSON ('],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:4d7a', 'a.json: is a Git LFS pointer'],
    ['{"a\nb": 1}', 'a.json: is not JSON ('],
    [`{"a":${'['.repeat(32)}${']'.repeat(32)}}`, 'a.json: nests deeper than 32 levels'],
    [`${'['.repeat(1e6)}${']'.repeat(1e6)}`, 'a.json: nests deeper than 32 levels'],
    [`{"a":"${'x'.repeat(1e6)}`, 'a.json: is not JSON ('],
    [`{"x\u2028y": 1, "x\u2028y": 2}`, 'a.json: the key "x\\u{2028}y" appears twice'],
  ])('%.40s', async (text, expected) => {
    const { kind, message } = await refusalOf(() => parseObject(text, 'a.json'));
    expect(kind).toBe('bad-checkpoint');
    expect(message.slice(0, expected.length)).toBe(expected);
    expect(message).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{1,400}$/u);
  });
});

function escapeAll(text: string): string {
  let escaped = '';
  for (let i = 0; i < text.length; i++) escaped += `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}
