import { expect, test } from 'vitest';
import { sourceInWords } from './source.ts';

test('each source is put in words, an address without its secrets', () => {
  expect(sourceInWords({ kind: 'bundled' })).toBe('the model bundled with Plumbline');
  expect(sourceInWords({ kind: 'hub', id: 'a/b', revision: 'main' })).toBe('Hugging Face, a/b at main');
  expect(sourceInWords({ kind: 'folder', name: 'qwen' })).toBe('a folder, qwen');
  expect(sourceInWords({ kind: 'url', base: 'https://models.example/qwen/?signature=abc' })).toBe(
    'https://models.example/qwen/',
  );
});
