import { expect, test } from 'vitest';
import { Refusal } from '../result.ts';
import { smallFiles, smallTokenizerJson } from './small.fixture.ts';
import { createTokenizer } from './in_thread.fixture.ts';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import { parseTokenizerJson } from './tokenizer_json.ts';

type Json = ReturnType<typeof smallTokenizerJson>;

/** The message with which a tokenizer.json is refused. */
function refusal(tokenizer: string): string {
  try {
    createTokenizer({ ...smallFiles(null), tokenizer }, qwen3.answerTags);
  } catch (error) {
    if (error instanceof Refusal && error.failure.kind === 'bad-checkpoint') return error.message;
    throw error;
  }
  return 'not refused';
}

test.each<[string, (json: Json) => unknown, string]>([
  ['no model', (json) => ({ ...json, model: undefined }), 'model is missing; take the published file'],
  ['another kind of model', (json) => withModel(json, { type: 'Unigram' }), 'model.type is "Unigram"; only byte-level'],
  [
    'a list for a vocabulary',
    (json) => withModel(json, { vocab: ['a'] }),
    'model.vocab is ["a"]; it must be an object',
  ],
  [
    'a byte without token',
    (json) => withModel(json, { vocab: { a: 97 } }),
    'model.vocab lacks "Ā", the byte 0; it must',
  ],
  ['an id of text', (json) => withToken(json, '7'), 'model.vocab gives "bad" the id "7"; it must be a whole number'],
  ['a negative id', (json) => withToken(json, -1), 'model.vocab gives "bad" the id -1; it must be a whole number'],
  ['a fraction for an id', (json) => withToken(json, 1.5), 'model.vocab gives "bad" the id 1.5; it must be'],
  ['an id to fill memory', (json) => withToken(json, 2 ** 31), 'model.vocab gives "bad" the id 2147483648; it must be'],
  [
    'merges of the wrong type',
    (json) => withModel(json, { merges: 'a b' }),
    'model.merges is "a b"; it must be a list',
  ],
  [
    'a merge of three',
    (json) => withModel(json, { merges: [['h', 'e', 'l']] }),
    'model.merges[0] is ["h","e","l"]; it',
  ],
  [
    'a merge of numbers',
    (json) => withModel(json, { merges: [[1, 2]] }),
    'model.merges[0] is [1,2]; it must be a pair',
  ],
  ['a merge into no token', (json) => withModel(json, { merges: ['h e', 'h h'] }), 'model.merges[1] is "h h"; it must'],
  [
    'two formats of merges',
    (json) => withModel(json, { merges: [['h', 'e'], 'he l'] }),
    'model.merges[1] is "he l"; it',
  ],
  ['an added token without content', (json) => withAdded(json, {}), 'added_tokens.0.content is missing; a token has'],
  [
    'an empty added token',
    (json) => withAdded(json, { content: '' }),
    'added_tokens.0.content is ""; it must be a text',
  ],
  ['an added id too large', (json) => withAdded(json, { id: 1e9 }), 'added_tokens.0.id is 1000000000; it must be'],
  [
    'a whole word',
    (json) => withAdded(json, { content: 'x', single_word: true }),
    'added_tokens.0.single_word is true;',
  ],
  ['a normalizer that is none', (json) => ({ ...json, normalizer: 'NFC' }), 'normalizer is "NFC"; only byte-level'],
  [
    'another normalizer',
    (json) => ({ ...json, normalizer: { type: 'NFD' } }),
    'normalizer.type is "NFD"; only byte-level',
  ],
  ['another decoder', (json) => ({ ...json, decoder: { type: 'CTC' } }), 'decoder.type is "CTC"; only byte-level'],
  ['another pre-tokenizer', (json) => ({ ...json, pre_tokenizer: null }), 'pre_tokenizer is null; only byte-level'],
  [
    'a step that would never end',
    (json) => withSteps(json, [{ type: 'FixedLength', length: 0 }]),
    'pre_tokenizer.pretokenizers.0.type is "FixedLength"; only byte-level',
  ],
  [
    'a pattern that is no text',
    (json) => withSteps(json, [{ ...json.pre_tokenizer.pretokenizers[0], pattern: { Regex: 7 } }]),
    'pre_tokenizer.pretokenizers.0.pattern.Regex is 7; it must be a regular expression',
  ],
  [
    'a pattern as long as a book',
    (json) =>
      withSteps(json, [
        { ...json.pre_tokenizer.pretokenizers[0], pattern: { Regex: '\\p{L}|'.repeat(2000) } },
        json.pre_tokenizer.pretokenizers[1],
      ]),
    'pre_tokenizer.pretokenizers.0.pattern.Regex is "',
  ],
  [
    'a pattern that does not parse',
    (json) =>
      withSteps(json, [
        { ...json.pre_tokenizer.pretokenizers[0], pattern: { Regex: '(\n' } },
        json.pre_tokenizer.pretokenizers[1],
      ]),
    'cannot be used (Invalid regular expression',
  ],
])('%s', (_, change, expected) => {
  const message = refusal(JSON.stringify(change(smallTokenizerJson())));
  expect(message).toContain(expected);
  expect(message).toMatch(/^tokenizer\.json: .+$/);
});

test.each([
  ['cut short', '{"model": ', 'is not JSON'],
  ['no object', '[]', 'holds [] where a JSON object belongs'],
  ['nested without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'nests deeper'],
])('JSON %s', (_, text, expected) => {
  expect(refusal(text)).toContain(`tokenizer.json: ${expected}`);
});

test.each([{ unk_token: '<|endoftext|>' }, { byte_fallback: true }, { unk_token: '', byte_fallback: null }])(
  '%o, which no text needs, changes nothing',
  (fields) => {
    const json = smallTokenizerJson();
    const changed = parseTokenizerJson(JSON.stringify(withModel(json, fields)));
    expect({ unk_token: null, byte_fallback: false, ...changed.model }).toEqual({
      ...json.model,
      unk_token: null,
      byte_fallback: false,
    });
  },
);

test('merges written as texts with a space work as pairs do', () => {
  const json = JSON.stringify(withModel(smallTokenizerJson(), { merges: ['h e', 'he l'] }));
  expect(createTokenizer({ ...smallFiles(null), tokenizer: json }, qwen3.answerTags).encode('hel')).toEqual([257]);
});

test('words that every object has as members are tokens', () => {
  const json = smallTokenizerJson();
  const words = ['constructor', 'prototype', 'hasOwnProperty'];
  const merges = words.flatMap((word) => Array.from(word.slice(1), (letter, i) => [word.slice(0, i + 1), letter]));
  const vocab = new Map(Object.entries(json.model.vocab));
  for (const pair of merges) if (!vocab.has(pair.join(''))) vocab.set(pair.join(''), 1000 + vocab.size);
  const model = { vocab: Object.fromEntries(vocab), merges };
  const tokenizer = createTokenizer(
    { ...smallFiles(null), tokenizer: JSON.stringify(withModel(json, model)) },
    qwen3.answerTags,
  );
  for (const word of words) {
    expect(tokenizer.encode(word)).toEqual([vocab.get(word)]);
    expect(tokenizer.decode([Number(vocab.get(word))])).toBe(word);
  }
});

function withModel(json: Json, change: object) {
  return { ...json, model: { ...json.model, ...change } };
}

function withToken(json: Json, id: unknown) {
  return withModel(json, { vocab: { ...json.model.vocab, bad: id } });
}

function withAdded(json: Json, token: object) {
  return { ...json, added_tokens: [{ id: 300, ...token }] };
}

function withSteps(json: Json, pretokenizers: unknown[]) {
  return { ...json, pre_tokenizer: { ...json.pre_tokenizer, pretokenizers } };
}
