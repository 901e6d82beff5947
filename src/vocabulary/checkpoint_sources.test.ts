import { expect, test } from 'vitest';
import { addressForms, recordedSource, sourceInWords, withoutSecrets } from './checkpoint_sources.ts';

test('links number sources and order their fields as they always have', () => {
  const kinds = recordedSource.options.map(({ entries }) => [entries.kind.literal, Object.keys(entries).slice(1)]);
  expect(kinds.slice(0, 4)).toEqual([
    ['bundled', []],
    ['hub', ['id', 'revision']],
    ['url', ['base']],
    ['folder', ['name']],
  ]);
});

test('a form asks for every field of its address', () => {
  for (const [kind, { fields }] of Object.entries(addressForms)) {
    const { entries } = recordedSource.options.find(({ entries }) => entries.kind.literal === kind)!;
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(entries).slice(1));
  }
});

test('each source is put in words', () => {
  expect(sourceInWords({ kind: 'bundled' })).toBe('the model that comes with Plumbline');
  expect(sourceInWords({ kind: 'hub', id: 'a/b', revision: 'main' })).toBe('Hugging Face, a/b at main');
  expect(sourceInWords({ kind: 'folder', name: 'qwen' })).toBe('a folder, qwen');
});

test('a shared address has neither password nor query', () => {
  const shared = withoutSecrets({ kind: 'url', base: 'https://me:word@models.example/qwen/?signature=abc#x' });
  expect(shared).toEqual({ kind: 'url', base: 'https://models.example/qwen/' });
});

test('an address in words has no query either', () => {
  expect(sourceInWords({ kind: 'url', base: 'https://models.example/qwen/?signature=abc' })).toBe(
    'https://models.example/qwen/',
  );
  expect(sourceInWords({ kind: 'url', base: 'models/qwen3/' })).toBe('models/qwen3/');
});
