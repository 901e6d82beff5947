import { expect, test } from 'vitest';
import { recordedSource, withoutSecrets } from './checkpoint_sources.ts';

test('links number sources and order their fields as they always have', () => {
  const kinds = recordedSource.options.map(({ entries }) => [entries.kind.literal, Object.keys(entries).slice(1)]);
  expect(kinds.slice(0, 4)).toEqual([
    ['bundled', []],
    ['hub', ['id', 'revision']],
    ['url', ['base']],
    ['folder', ['name']],
  ]);
});

test('a shared address has neither password nor query', () => {
  const shared = withoutSecrets({ kind: 'url', base: 'https://me:word@models.example/qwen/?signature=abc#x' });
  expect(shared).toEqual({ kind: 'url', base: 'https://models.example/qwen/' });
});

test('a relative address has no query either', () => {
  expect(withoutSecrets({ kind: 'url', base: 'models/qwen3/?signature=abc' })).toEqual({
    kind: 'url',
    base: 'models/qwen3/',
  });
});
