import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import { readTokenizerFiles } from './files.ts';
import { noFiles, smallTokenizerJson } from './small.fixture.ts';
import { createTokenizer } from './in_thread.fixture.ts';

const demo = (file: string) => readFileSync(`public/models/demo/${file}`, 'utf8');

interface Published {
  added_tokens: { id: number; content: string }[];
  model: { vocab: Record<string, number>; merges: [string, string][] };
}

/** The demo's tokenizer.json taken apart, as older checkpoints have it. */
function apart(change: { config?: object; added?: 'config' | 'file' } = {}): Record<string, string> {
  const { added_tokens: tokens, model } = JSON.parse(demo('tokenizer.json')) as Published;
  const decoder = Object.fromEntries(tokens.map(({ id, ...token }) => [id, token]));
  const inConfig = (change.added ?? 'config') === 'config';
  const config = JSON.parse(demo('tokenizer_config.json')) as object;
  return {
    'vocab.json': JSON.stringify(model.vocab),
    'merges.txt': `#version: 0.2\n${model.merges.map((pair) => pair.join(' ')).join('\n')}\n`,
    'tokenizer_config.json': JSON.stringify({
      ...config,
      ...(inConfig && { added_tokens_decoder: decoder }),
      ...change.config,
    }),
    ...(!inConfig && {
      'added_tokens.json': JSON.stringify(Object.fromEntries(tokens.map(({ id, content }) => [content, id]))),
    }),
  };
}

const open = async (files: Record<string, string>) =>
  createTokenizer(await readTokenizerFiles({ text: async (path) => files[path] ?? null }), qwen3.answerTags);

test.each(['config', 'file'] as const)(
  'makes the same ids as tokenizer.json, its added tokens from the %s',
  async (added) => {
    const whole = await open({
      'tokenizer.json': demo('tokenizer.json'),
      'tokenizer_config.json': demo('tokenizer_config.json'),
    });
    const made = await open(apart({ added }));
    for (const text of ["It's 12,345 words — ünïcode\n\n\tand  <|im_end|> tokens", '<think>\nhm\n</think>\n\n日本']) {
      expect(made.encode(text)).toEqual(whole.encode(text));
      expect(made.decode(made.encode(text))).toBe(whole.decode(whole.encode(text)));
    }
    expect(made.largestId).toBe(whole.largestId);
    expect(made.endOfTurnIds).toEqual(whole.endOfTurnIds);
  },
);

test('lines may end as Windows ends them', async () => {
  const files = apart();
  const made = await open({ ...files, 'merges.txt': files['merges.txt']!.replaceAll('\n', '\r\n') });
  expect(made.encode('the words')).toEqual((await open(files)).encode('the words'));
});

test.each<[string, Record<string, string>, string]>([
  ['an empty vocabulary', { 'vocab.json': '{}' }, `vocab.json: the tokenizer's vocabulary lacks "Ā"`],
  ['merges of other tokens', { 'merges.txt': 'q zz q' }, `merges.txt: the tokenizer's merges[0] is "q zz q"`],
  ['pointers', { 'merges.txt': 'version https://git-lfs.github.com/spec/v1\noid' }, 'merges.txt: is a Git LFS pointer'],
  [
    'another class',
    apart({ config: { tokenizer_class: 'GPT2Tokenizer' } }),
    'tokenizer_config.json: tokenizer_class is "GPT2Tokenizer"; only Qwen2Tokenizer is made of vocab.json',
  ],
])('refuses %s', async (_name, files, expected) => {
  await expect(open({ ...apart(), ...files })).rejects.toThrow(expected);
});

test('other files are asked for only where they are needed', async () => {
  const asked: string[] = [];
  const files: Record<string, string> = {
    'tokenizer.json': JSON.stringify(smallTokenizerJson()),
    'tokenizer_config.json': JSON.stringify({ eos_token: null, chat_template: 'x' }),
  };
  await readTokenizerFiles({ text: async (path) => (asked.push(path), files[path] ?? null) });
  expect(asked).toEqual(['tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja']);
  expect(await readTokenizerFiles({ text: async () => null })).toEqual(noFiles);
});
