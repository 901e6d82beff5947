import { expect, it } from 'vitest';
import { ToldAnswer, type ToldPart } from './told_answer.ts';

function stage() {
  let now = 0;
  const told: ToldPart[] = [];
  const answer = new ToldAnswer(
    (part) => told.push(part),
    () => now,
  );
  /** A token comes at a time, and is shown as these parts. */
  const token = (at: number, id: number, ...parts: Parameters<ToldAnswer['show']>[0]) => {
    now = at;
    answer.tokens += 1;
    answer.contextUsed = 10 + answer.tokens;
    answer.arrive([id]);
    answer.show(parts);
  };
  return { answer, told, token, at: (ms: number) => (now = ms) };
}

it('times tokens, and thoughts from their first part to the first of the answer', () => {
  const { answer, told, token, at } = stage();
  token(100, 1, { channel: 'thinking', text: 'So' });
  token(150, 2);
  token(180, 3, { channel: 'thinking', text: ' be it' });
  token(250, 4, { channel: 'answer', text: 'Yes' });
  at(300);
  answer.end([{ channel: 'answer', text: '.' }]);
  expect(answer.figures()).toEqual({ tokens: 4, timeToFirstTokenMs: 100, decodeMs: 150, thinkingMs: 150 });
  expect(told.map(({ text, ids, tokens, contextUsed }) => [text, ids, tokens, contextUsed])).toEqual([
    ['So', [1], 1, 11],
    [' be it', [2, 3], 3, 13],
    ['Yes', [4], 4, 14],
    ['.', [], 4, 14],
  ]);
});

it('counts thoughts from the first token where they were taken for the answer', () => {
  const { answer, token, at } = stage();
  token(40, 1, { channel: 'answer', text: 'Hm' });
  token(90, 2, { channel: 'thinking', text: 'Hm', instead: true });
  at(140);
  answer.end([]);
  expect(answer.figures().thinkingMs).toBe(100);
});

it('tells of ids that are no characters at the end', () => {
  const { answer, told, token } = stage();
  token(10, 7);
  answer.end([]);
  expect(told).toMatchObject([{ channel: 'answer', text: '', ids: [7] }]);
});

it('has no times where nothing came', () => {
  const { answer, told } = stage();
  answer.end([]);
  expect(answer.figures()).toEqual({ tokens: 0, timeToFirstTokenMs: 0, decodeMs: 0, thinkingMs: null });
  expect(told).toEqual([]);
});
