import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThinkingSplitter } from './thinking_splitter.ts';
import { qwen3 } from '../../model/families/qwen3/qwen3.ts';

/** All text of each channel, and the order in which channels appeared. */
function split(pieces: string[], opensThinking = false) {
  const splitter = new ThinkingSplitter(qwen3.thinkingTags, opensThinking);
  const parts = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.flush()];
  const textOf = (wanted: string) => parts.flatMap(({ channel, text }) => (channel === wanted ? [text] : [])).join('');
  return {
    thinking: textOf('thinking'),
    answer: textOf('answer'),
    order: parts.map(({ channel }) => channel).filter((channel, i, all) => channel !== all[i - 1]),
    parts,
  };
}

/** Text that is hard to split: pieces of tags, newlines, and ordinary characters. */
const fragment = fc.constantFrom('<', '</', 'think', '>', '</think', '<think', '\n', '\n\n', 'a', ' b ', '你', '/');
const anyText = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));
const cuts = fc.array(fc.nat(), { maxLength: 20 });

function cut(text: string, positions: number[]): string[] {
  const ends = positions.map((position) => position % (text.length + 1)).toSorted((a, b) => a - b);
  return [...ends, text.length].map((end, i) => text.slice(ends[i - 1] ?? 0, end));
}

const trimNewlines = (text: string) => text.replace(/^\n+|\n+$/g, '');

describe('ThinkingSplitter', () => {
  test.each([
    { name: 'thinking and answer', text: '<think>\nhm\n</think>\n\nYes.', thinking: 'hm', answer: 'Yes.' },
    { name: 'no thinking', text: '\n\nYes.\n', thinking: '', answer: '\n\nYes.\n' },
    { name: 'empty thinking', text: '<think>\n\n</think>\n\nYes.', thinking: '', answer: 'Yes.' },
    { name: 'thinking only', text: '<think>\nhm', thinking: 'hm', answer: '' },
    { name: 'newlines within', text: '<think>a\n\nb</think>c\n\nd', thinking: 'a\n\nb', answer: 'c\n\nd' },
    { name: 'newlines before the tag', text: '\n<think>a</think>b', thinking: 'a', answer: 'b' },
    { name: 'spaces are text', text: '<think>\n  a \n</think>\n  b', thinking: '  a ', answer: '  b' },
    {
      name: 'tags in the answer',
      text: 'Write <think> and </think>.',
      thinking: '',
      answer: 'Write <think> and </think>.',
    },
    { name: 'a second block', text: '<think>a</think>b<think>c</think>', thinking: 'a', answer: 'b<think>c</think>' },
    { name: 'half a tag at the end', text: '<think>a\n</thi', thinking: 'a\n</thi', answer: '' },
    { name: 'half a tag alone', text: '<thi', thinking: '', answer: '<thi' },
    { name: 'nothing', text: '', thinking: '', answer: '' },
  ])('$name', ({ text, thinking, answer }) => {
    expect(split([text])).toMatchObject({ thinking, answer });
    expect(split(Array.from(text))).toMatchObject({ thinking, answer });
  });

  test('starts inside the thinking when the prompt opened it', () => {
    expect(split(['\nhm\n</think>', '\n\nYes.'], true)).toMatchObject({ thinking: 'hm', answer: 'Yes.' });
  });

  test('finds both channels however the text is cut', () => {
    fc.assert(
      fc.property(anyText, anyText, cuts, fc.boolean(), (thought, said, positions, opensThinking) => {
        fc.pre(!thought.includes('</think>') && !`${thought}</think>`.slice(0, -1).includes('</think>'));
        const text = `${opensThinking ? '' : '<think>'}${thought}</think>${said}`;
        const { thinking, answer, order } = split(cut(text, positions), opensThinking);
        expect(thinking).toBe(trimNewlines(thought));
        expect(answer).toBe(said.replace(/^\n+/, ''));
        expect(['', 'thinking', 'answer', 'thinking,answer']).toContain(order.join());
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('says the same of any text however it is cut, and never an empty piece', () => {
    fc.assert(
      fc.property(anyText, cuts, fc.boolean(), (text, positions, opensThinking) => {
        const whole = split([text], opensThinking);
        const pieces = split(cut(text, positions), opensThinking);
        expect(pieces).toMatchObject({ thinking: whole.thinking, answer: whole.answer });
        expect(pieces.parts.every(({ text }) => text !== '')).toBe(true);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  test('holds nothing back but what may belong to a tag', () => {
    const splitter = new ThinkingSplitter(qwen3.thinkingTags, true);
    expect(splitter.push('a < b, 1 <')).toEqual([{ channel: 'thinking', text: 'a < b, 1 ' }]);
    expect(splitter.push(' 2')).toEqual([{ channel: 'thinking', text: '< 2' }]);
    expect(splitter.push('\n')).toEqual([]);
    expect(splitter.push('c')).toEqual([{ channel: 'thinking', text: '\nc' }]);
  });
});
