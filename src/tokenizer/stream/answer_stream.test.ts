import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qwen3 } from '../../model/families/qwen3/qwen3.ts';
import { AnswerStream, joined } from './answer_stream.ts';
import type { AnswerPart, AnswerStart } from './answer_splitter.ts';

const tags = qwen3.answerTags;
const [OPEN, CLOSE] = ['open', 'close'] as const;
const tagIds = { open: 1000, close: 1001, openCall: 1002, closeCall: 1003 };
const [CALL, CALLED] = ['openCall', 'closeCall'] as const;
const utf8 = new TextEncoder();

/** A piece is a token's text or bytes; `open` and `close` are the tokens of the tags. */
type Token = string | Uint8Array<ArrayBuffer>;

function streamOf(tokens: readonly Token[], start: AnswerStart, ids: Partial<typeof tagIds>, callable = false) {
  const bytes = (token: Token) => (typeof token === 'string' ? utf8.encode(token) : token);
  return new AnswerStream(
    { bytesOf: (id) => (tokens[id] === undefined ? utf8.encode('') : bytes(tokens[id])), tags, tagIds: ids },
    start,
    callable,
  );
}

function partsOf(
  tokens: readonly Token[],
  start: AnswerStart,
  ids: Partial<typeof tagIds>,
  callable = false,
): AnswerPart[] {
  const stream = streamOf(tokens, start, ids, callable);
  const idOf = (token: Token, at: number) =>
    token === OPEN || token === CLOSE || token === CALL || token === CALLED ? tagIds[token] : at;
  return [...tokens.flatMap((token, at) => stream.push(idOf(token, at))), ...stream.flush()];
}

const saidIn = (parts: AnswerPart[]) => ({ thinking: joined(parts).thinking, answer: joined(parts).answer });

/** What is thought and said where tags are tokens. */
const byToken = (tokens: readonly Token[], start: AnswerStart = 'either') => saidIn(partsOf(tokens, start, tagIds));

/** What is thought and said where the vocabulary has no tags. */
const bySpelling = (pieces: readonly string[], start: AnswerStart = 'either') => saidIn(partsOf(pieces, start, {}));

const trimNewlines = (text: string) => text.replace(/^\n+|\n+$/g, '');

describe('tags that are tokens', () => {
  test.each<[string, Token[], string, string]>([
    ['thoughts and answer', [OPEN, '\nhm\n', CLOSE, '\n\nYes.'], 'hm', 'Yes.'],
    ['empty thoughts', [OPEN, '\n\n', CLOSE, '\n\n', 'Yes.'], '', 'Yes.'],
    ['thoughts alone', ['\n', OPEN, '\nhm'], 'hm', ''],
    ['newlines within', [OPEN, 'a\n', '\nb', CLOSE, 'c\n', '\nd\n'], 'a\n\nb', 'c\n\nd\n'],
    ['no thoughts', ['\n\n', 'Yes.\n'], '', '\n\nYes.\n'],
    [
      'the closing tag spelled out in thoughts',
      [OPEN, 'it says "</', 'think', '>"', CLOSE, 'ok'],
      'it says "</think>"',
      'ok',
    ],
    ['tags spelled out in the answer', ['Write <think> and </think>.'], '', 'Write <think> and </think>.'],
    ['tokens of both tags in the answer', ['Write ', OPEN, ' and ', CLOSE, '.'], '', 'Write <think> and </think>.'],
    ['a second block in the answer', [OPEN, 'a', CLOSE, 'b ', OPEN, 'c', CLOSE, ' d'], 'a', 'b <think>c</think> d'],
    ['a second block before the answer', [OPEN, 'a', CLOSE, '\n', OPEN, '\nb', CLOSE, 'c'], 'a\n\nb', 'c'],
    ['only the closing tag', ['\nLet', ' me see\n', CLOSE, '\n\n42'], 'Let me see', '42'],
    ['only the closing tag, at once', [CLOSE, 'Yes.'], '', 'Yes.'],
    ['a later closing tag', ['hm', CLOSE, 'It is ', CLOSE, '.'], 'hm', 'It is </think>.'],
    ['an opening tag in thoughts', [OPEN, 'now ', OPEN, 'deeper', CLOSE, 'ok'], 'now <think>deeper', 'ok'],
    ['a character cut off by the tag', [OPEN, Uint8Array.of(0xe4, 0xbd), CLOSE, 'ok'], '\ufffd', 'ok'],
  ])('%s', (_, tokens, thinking, answer) => {
    expect(byToken(tokens)).toEqual({ thinking, answer });
  });

  test.each<[string, Token[], string, string]>([
    ['thoughts go on', ['\nhm\n', CLOSE, 'Yes.'], 'hm', 'Yes.'],
    ['the model opens them too', [OPEN, '\nhm', CLOSE, 'Yes.'], 'hm', 'Yes.'],
    ['there are none', [CLOSE, '\n\nYes.'], '', 'Yes.'],
  ])('in thoughts that the prompt opened: %s', (_, tokens, thinking, answer) => {
    expect(byToken(tokens, 'thinking')).toEqual({ thinking, answer });
  });

  test.each<[string, Token[], string, string]>([
    ['the answer', ['Yes.'], '', 'Yes.'],
    ['the answer names the closing tag', ['It ends with ', CLOSE, '.'], '', 'It ends with </think>.'],
    ['the model closes them too', [CLOSE, '\n\nYes.'], '', 'Yes.'],
    ['the model thinks all the same', [OPEN, 'hm', CLOSE, 'Yes.'], 'hm', 'Yes.'],
  ])('behind thoughts that the prompt closed: %s', (_, tokens, thinking, answer) => {
    expect(byToken(tokens, 'answer')).toEqual({ thinking, answer });
  });

  test('what was shown as the answer is replaced once it turns out to be thoughts', () => {
    const parts = partsOf(['Let', ' me', CLOSE, '42'], 'either', tagIds);
    expect(parts).toEqual([
      { channel: 'answer', text: 'Let' },
      { channel: 'answer', text: ' me' },
      { channel: 'thinking', text: 'Let me', instead: true },
      { channel: 'answer', text: '42' },
    ]);
  });

  test('nothing is held back but newlines', () => {
    const tokens = ['a </', '\n', 'think'];
    const stream = streamOf(tokens, 'thinking', tagIds);
    expect(tokens.flatMap((_, id) => [stream.push(id)])).toEqual([
      [{ channel: 'thinking', text: 'a </' }],
      [],
      [{ channel: 'thinking', text: '\nthink' }],
    ]);
  });
});

/** Text that is hard to split: pieces of tags, newlines, and ordinary characters. */
const fragment = fc.constantFrom('<', '</', 'think', '>', '</think', '<think', '\n', '\n\n', 'a', ' b ', '你', '/');
const anyText = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));
const cuts = fc.array(fc.nat(), { maxLength: 20 });
const starts = fc.constantFrom<AnswerStart>('either', 'thinking', 'answer');

function cut(text: string, positions: number[]): string[] {
  const ends = positions.map((position) => position % (text.length + 1)).toSorted((a, b) => a - b);
  return [...ends, text.length].map((end, i) => text.slice(ends[i - 1] ?? 0, end));
}

test('whatever is spelled in thoughts and answer, the tokens part them', () => {
  fc.assert(
    fc.property(anyText, anyText, cuts, cuts, (thought, said, ...positions) => {
      const tokens = [OPEN, ...cut(thought, positions[0]), CLOSE, ...cut(said, positions[1])];
      expect(byToken(tokens)).toEqual({ thinking: trimNewlines(thought), answer: said.replace(/^\n+/, '') });
    }),
    { seed: 1, numRuns: 1000 },
  );
});

describe('tool calls', () => {
  const read = (tokens: readonly Token[], start: AnswerStart = 'either') =>
    joined(partsOf(tokens, start, tagIds, true));

  test.each<[string, Token[], string, string, string[]]>([
    ['alone', [CALL, '\n{"a"', ': 1}\n', CALLED], '', '', ['\n{"a": 1}\n']],
    ['behind thoughts', [OPEN, '\nhm\n', CLOSE, '\n\n', CALL, 'x', CALLED, '\n'], 'hm', '', ['x']],
    ['behind text', ['Let me see.\n', '\n', CALL, 'x', CALLED], '', 'Let me see.', ['x']],
    ['several', [CALL, 'x', CALLED, '\n', CALL, 'y', CALLED], '', '', ['x', 'y']],
    ['text behind one', ['a', CALL, 'x', CALLED, '\n', 'b'], '', 'a\nb', ['x']],
    ['not closed', ['a\n', CALL, '{"name"'], '', 'a', ['{"name"']],
    ['empty', [CALL, CALLED], '', '', ['']],
    ['only thought of', [OPEN, 'I ', CALL, 'x', CALLED, CLOSE, 'No.'], 'I <tool_call>x</tool_call>', 'No.', []],
    ['within a call', [CALL, 'x', CALL, 'y', CALLED], '', '', ['x<tool_call>y']],
    ['tags of thoughts in a call', [CALL, OPEN, 'x', CLOSE, CALLED], '', '', ['<think>x</think>']],
    ['closed only', ['a', CALLED, 'b'], '', 'a</tool_call>b', []],
    ['spelled out', ['<tool_call>x</tool_call>'], '', '<tool_call>x</tool_call>', []],
  ])('%s', (_, tokens, thinking, answer, calls) => {
    expect(read(tokens)).toEqual({ thinking, answer, calls });
  });

  test('are text where the model was told of no tools', () => {
    const vocabulary = ['a', 'b', '<tool_call>', '</tool_call>'];
    expect(joined(partsOf(vocabulary, 'either', tagIds))).toMatchObject({ answer: vocabulary.join(''), calls: [] });
  });

  test('of a vocabulary without their tags are found by spelling, however the text is cut', () => {
    const text = 'Let me.\n<tool_call>\n{"name": "<b>"}\n</tool_call>\n<tool_call>y</tool_call>';
    fc.assert(
      fc.property(cuts, (positions) => {
        expect(joined(partsOf(cut(text, positions), 'either', {}, true))).toEqual({
          thinking: '',
          answer: 'Let me.',
          calls: ['\n{"name": "<b>"}\n', 'y'],
        });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('newlines of an answer that calls nothing are kept', () => {
    expect(read(['a\n', '\nb', '\n'])).toMatchObject({ answer: 'a\n\nb\n' });
  });
});

describe('tags that the vocabulary lacks', () => {
  test.each([
    { text: '<think>\nhm\n</think>\n\nYes.', thinking: 'hm', answer: 'Yes.' },
    { text: '<think>\n  a \n</think>\n  b', thinking: '  a ', answer: '  b' },
    { text: '<think>a\n</thi', thinking: 'a\n</thi', answer: '' },
    { text: 'a < b, 1 <', thinking: '', answer: 'a < b, 1 <' },
    { text: '<thi', thinking: '', answer: '<thi' },
    { text: '', thinking: '', answer: '' },
  ])('$text', ({ text, thinking, answer }) => {
    expect(bySpelling([text])).toEqual({ thinking, answer });
    expect(bySpelling(Array.from(text))).toEqual({ thinking, answer });
  });

  test('are found however the text is cut', () => {
    fc.assert(
      fc.property(anyText, anyText, cuts, (thought, said, positions) => {
        fc.pre(!/<\/?think>/.test(thought) && !/<\/?think>/.test(said));
        expect(bySpelling(cut(`<think>${thought}</think>${said}`, positions))).toEqual({
          thinking: trimNewlines(thought),
          answer: said.replace(/^\n+/, ''),
        });
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('say the same however the text is cut, and never an empty piece', () => {
    fc.assert(
      fc.property(anyText, cuts, starts, (text, positions, start) => {
        const parts = partsOf(cut(text, positions), start, {});
        expect(saidIn(parts)).toEqual(bySpelling([text], start));
        expect(parts.filter(({ instead }) => !instead).every(({ text }) => text !== '')).toBe(true);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
