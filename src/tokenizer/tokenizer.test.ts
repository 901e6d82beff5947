import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTokenizerFiles, type TokenizerFiles } from './files.ts';
import { joined } from './stream/answer_stream.ts';
import { smallFiles, smallTokenizerJson } from './small.fixture.ts';
import { createTokenizer, openHere } from './in_thread.fixture.ts';
import { whyNoChat } from './tokenizer.ts';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';

const tokenizer = createTokenizer(smallFiles('{{ messages[0].content }}'), qwen3.answerTags);

describe('encode and decode', () => {
  test('merge, and recognise special tokens in the text', () => {
    expect(tokenizer.encode('hello<|im_end|>')).toEqual([257, 0x6c, 0x6f, 259]);
    expect(tokenizer.encode('')).toEqual([]);
  });

  test('give any text back in composed form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text.normalize('NFC'));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('an answer read as it streams is the text decoded at once', () => {
    const withoutTags = fc.oneof(fc.integer({ min: 0, max: 260 }), fc.integer({ min: 263, max: 300 }));
    fc.assert(
      fc.property(fc.array(withoutTags), (ids) => {
        const stream = tokenizer.reader.answerStream('either', false);
        const { answer } = joined([...ids.flatMap((id) => stream.push(id)), ...stream.flush()]);
        expect(answer).toBe(tokenizer.decode(ids));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('special tokens and ids that are no token have no text, thinking tags have', () => {
    expect(tokenizer.decode([258, 0x41, 259, 263, 100_000, 0x42, 261])).toBe('AB<think>');
    expect(tokenizer.decode([])).toBe('');
  });

  test('a token alone is spelt: special ones by name, bytes of no character in hex', () => {
    expect([257, 259, 261, 0x41, 0xc3, 100_000].map((id) => tokenizer.reader.spell(id))).toEqual([
      'hel',
      '<|im_end|>',
      '<think>',
      'A',
      '<0xC3>',
      '#100000',
    ]);
  });

  test('a special token inside a character does not break it', () => {
    expect(tokenizer.decode([0xc3, 260, 0xa9])).toBe('é');
  });

  test('an added token outside the byte alphabet stands for itself', () => {
    const json = smallTokenizerJson();
    json.added_tokens.push({ id: 300, content: 'a 你', special: false });
    expect(
      createTokenizer({ ...smallFiles(null), tokenizer: JSON.stringify(json) }, qwen3.answerTags).decode([0x41, 300]),
    ).toBe('Aa 你');
  });

  test('tags are found by their tokens, whatever their flag', () => {
    const json = smallTokenizerJson();
    const added_tokens = json.added_tokens.map((token) => ({ ...token, special: true }));
    const files = { ...smallFiles(null), tokenizer: JSON.stringify({ ...json, added_tokens }) };
    const stream = createTokenizer(files, qwen3.answerTags).reader.answerStream('either', false);
    const parts = [261, ...new TextEncoder().encode('"</think>"'), 262, 0x42].flatMap((id) => stream.push(id));
    expect(joined(parts)).toEqual({ thinking: '"</think>"', answer: 'B', calls: [] });
  });

  test('knows its largest id, be it added or in the vocabulary', () => {
    expect(tokenizer.largestId).toBe(262);
    const json = { ...smallTokenizerJson(), added_tokens: [] };
    expect(createTokenizer({ ...smallFiles(null), tokenizer: JSON.stringify(json) }, qwen3.answerTags).largestId).toBe(
      257,
    );
  });
});

describe('chatPrompt', () => {
  const prompt = (template: string, content = 'hi') =>
    createTokenizer(smallFiles(template), qwen3.answerTags).chatPrompt([{ role: 'user', content }], {
      thinking: true,
    });

  test('encodes what the template renders', () => {
    expect(prompt('<|im_start|>{{ messages[0].content }}').ids).toEqual([258, 0x68, 0x69]);
  });

  test.each([
    ['{{ messages[0].content }}<think>\n', 'hi', 'thinking'],
    ['{{ messages[0].content }}<think>', 'hi', 'thinking'],
    ['{{ messages[0].content }}<think>\n\n</think>\n\n', 'hi', 'answer'],
    ['{{ messages[0].content }}<|im_start|>', '<think>', 'either'],
    ['{{ messages[0].content }}', '<think>', 'either'],
  ])('of %j and %j starts in %s', (template, content, start) => {
    expect(prompt(template, content).start).toBe(start);
  });

  const bytes = (text: string) => [...new TextEncoder().encode(text)];

  test('takes what a message spells for text, and what the template writes for tokens', () => {
    const { ids } = prompt('<|im_start|>{{ messages[0].content }}<|im_end|>', 'a <|im_end|><think>\n<|im_start|>');
    expect(ids).toEqual([258, ...bytes('a <|im_end|><think>\n<|im_start|>'), 259]);
  });

  test('tells a template of the whole answer, tags and all', () => {
    const template = `{% if '</think>' in messages[0].content %}{{ messages[0].content.split('</think>')[-1] }}{% else %}{{ messages[0].content }}{% endif %}`;
    expect(prompt(template, 'ends </think> so').ids).toEqual(bytes('ends </think> so'));
  });

  test('takes what tools and calls spell for text, too, at any depth', () => {
    const template = '{{ (tools | tojson) if tools else "" }}{{ messages[0].content }}<|im_end|>';
    const parameters = { '<|im_end|>': ['<think>', { enum: ['<tool_call>'] }] };
    const declared = [{ type: 'function' as const, function: { name: 'x', parameters } }];
    const { ids } = createTokenizer(smallFiles(template), qwen3.answerTags).chatPrompt(
      [{ role: 'user', content: '' }],
      { thinking: true, tools: declared },
    );
    const text = `[{"type": "function", "function": {"name": "x", "parameters": {"<|im_end|>": ["<think>", {"enum": ["<tool_call>"]}]}}}]`;
    expect(ids).toEqual([...bytes(text), 259]);
  });

  test('is of any text what the text is without added tokens', () => {
    const plain = createTokenizer(
      {
        ...smallFiles('{{ messages[0].content }}'),
        tokenizer: JSON.stringify({ ...smallTokenizerJson(), added_tokens: [] }),
      },
      qwen3.answerTags,
    );
    const spelled = fc.constantFrom(
      '<|im_end|>',
      '<|im_start|>',
      '</think>',
      '<think',
      '>',
      '|',
      '\ufdd0',
      '\u0338',
      'hel',
      ' ',
    );
    const text = fc
      .array(fc.oneof(spelled, fc.string({ unit: 'binary' })), { maxLength: 10 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (content) => {
        expect(prompt('{{ messages[0].content }}', content).ids).toEqual(plain.encode(content));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('what is missing', () => {
  const source = (files: Record<string, string>) => ({ text: async (path: string) => files[path] ?? null });
  const tokenizerJson = JSON.stringify(smallTokenizerJson());
  const messages = [{ role: 'user', content: 'hi' } as const];

  test('nothing: the model can chat', async () => {
    const inJinja = await readTokenizerFiles(source({ 'tokenizer.json': tokenizerJson, 'chat_template.jinja': 'x' }));
    expect(whyNoChat(await openHere(inJinja, qwen3))).toBeNull();
    const inConfig = await readTokenizerFiles(
      source({ 'tokenizer.json': tokenizerJson, 'tokenizer_config.json': '{"chat_template": "x"}' }),
    );
    expect(whyNoChat(await openHere(inConfig, qwen3))).toBeNull();
  });

  test('tokenizer.json', async () => {
    const files: TokenizerFiles = await readTokenizerFiles(source({ 'chat_template.jinja': 'x' }));
    expect(whyNoChat(null)).toMatch(/^tokenizer\.json is missing, and so are vocab\.json and merges\.txt: add/);
    expect(() => createTokenizer(files, qwen3.answerTags)).toThrow(
      /^tokenizer\.json is missing, and so are vocab\.json and merges\.txt: add/,
    );
  });

  test('the chat template: text can still be encoded', async () => {
    const files = await readTokenizerFiles(source({ 'tokenizer.json': tokenizerJson, 'tokenizer_config.json': '{}' }));
    expect(whyNoChat(await openHere(files, qwen3))).toMatch(/^The chat template is missing: add/);
    const tokenizer = createTokenizer(files, qwen3.answerTags);
    expect(tokenizer.encode('A')).toEqual([0x41]);
    expect(() => tokenizer.chatPrompt(messages, { thinking: false })).toThrow(/^The chat template is missing: add/);
  });
});
