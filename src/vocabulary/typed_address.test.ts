import { describe, expect, test } from 'vitest';
import { huggingFace } from './hub_access.ts';
import { meantAddress } from './typed_address.ts';

const { hub } = huggingFace;
const both = (text: string, address = hub) => [
  meantAddress({ kind: 'hub', id: text, revision: 'main' }, address),
  meantAddress({ kind: 'url', base: text }, address),
];

describe('a repository of the hub, in either field', () => {
  test.each([
    ['https://huggingface.co/me/hello', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/', 'me/hello', 'main'],
    ['  https://huggingface.co/me/hello  ', 'me/hello', 'main'],
    ['<https://huggingface.co/me/hello>', 'me/hello', 'main'],
    ['http://www.huggingface.co/me/hello?library=transformers#usage', 'me/hello', 'main'],
    ['huggingface.co/me/hello', 'me/hello', 'main'],
    ['hf.co/me/hello', 'me/hello', 'main'],
    ['hf.co/me/hello:Q4_K_M', 'me/hello:Q4_K_M', 'main'],
    ['hf://me/hello@v2', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/tree/main', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/tree/refs%2Fpr%2F1', 'me/hello', 'refs/pr/1'],
    ['https://huggingface.co/me/hello/blob/v2/config.json', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/resolve/v2/model.safetensors?download=true', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/resolve/main/', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/discussions/3', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/blob/main/q/a-Q8_0.gguf', 'me/hello/q/a-Q8_0.gguf', 'main'],
    ['hf.co/me/hello/a-Q8_0.gguf', 'me/hello/a-Q8_0.gguf', 'main'],
    ['https://huggingface.co/me/hello?show_file_info=a-Q8_0.gguf', 'me/hello/a-Q8_0.gguf', 'main'],
  ])('%s', (text, id, revision) => {
    for (const address of both(text)) expect(address).toEqual({ kind: 'hub', id, revision });
  });

  test('of a mirror', () => {
    for (const address of both('https://mirror.example/hf/me/hello/tree/v2', 'https://mirror.example/hf/')) {
      expect(address).toEqual({ kind: 'hub', id: 'me/hello', revision: 'v2' });
    }
  });
});

describe('an id', () => {
  test.each([
    ['me/hello', 'me/hello', 'main'],
    [' me/hello/ ', 'me/hello', 'main'],
    ['me/hello@v2', 'me/hello', 'v2'],
    ['me/hello:Q8_0', 'me/hello:Q8_0', 'main'],
    ['me/hello/a.gguf', 'me/hello/a.gguf', 'main'],
    ['hello', 'hello', 'main'],
    ['', '', 'main'],
  ])('"%s"', (text, id, revision) => {
    expect(meantAddress({ kind: 'hub', id: text, revision: 'main' }, hub)).toEqual({ kind: 'hub', id, revision });
  });

  test('at the revision of its own field', () => {
    const meant = meantAddress({ kind: 'hub', id: 'https://huggingface.co/me/hello', revision: ' v3 ' }, hub);
    expect(meant).toEqual({ kind: 'hub', id: 'me/hello', revision: 'v3' });
  });
});

describe('another address', () => {
  test.each([
    ['https://models.example/qwen/', 'https://models.example/qwen/'],
    ['https://models.example/qwen?token=a/b', 'https://models.example/qwen?token=a/b'],
    ['https://models.example/qwen/config.json?token=1', 'https://models.example/qwen/?token=1'],
    ['https://models.example/qwen/model.safetensors.index.json', 'https://models.example/qwen/'],
    ['https://models.example/a-Q8_0.gguf', 'https://models.example/a-Q8_0.gguf'],
    ['https://huggingface.co/me/hello/tree/main/4bit', 'https://huggingface.co/me/hello/resolve/main/4bit/'],
    [
      'https://huggingface.co/me/hello/blob/main/4bit/config.json',
      'https://huggingface.co/me/hello/resolve/main/4bit/',
    ],
    ['https://huggingface.co/', 'https://huggingface.co/'],
  ])('%s', (text, base) => {
    for (const address of both(text)) expect(address).toEqual({ kind: 'url', base });
  });

  test.each(['models/qwen3/', 'ftp://models.example/', ''])('"%s", as it was typed', (base) => {
    expect(meantAddress({ kind: 'url', base: ` ${base} ` }, hub)).toEqual({ kind: 'url', base });
  });
});
