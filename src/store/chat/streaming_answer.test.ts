import { expect, it } from 'vitest';
import { advance, begin, type TextEvent } from './streaming_answer.ts';

const text = (channel: 'thinking' | 'answer', said: string, tokens: number, elapsedMs: number): TextEvent => ({
  type: 'text',
  ids: [tokens],
  channel,
  text: said,
  tokens,
  contextUsed: 30 + tokens,
  elapsedMs,
});

it('follows an answer from the prompt through thinking to its text', () => {
  const events: TextEvent[] = [
    { type: 'prefill', cached: 10, done: 5, total: 20 },
    text('thinking', 'Hm', 1, 500),
    text('thinking', ', so', 2, 600),
    text('answer', 'Yes', 4, 1000),
    text('answer', '.', 6, 1500),
  ];
  const states = events.map((_, index) => events.slice(0, index + 1).reduce(advance, begin(7)));

  expect(states[0]).toMatchObject({ id: 7, phase: 'prefill', contextUsed: 15, tokensPerSecond: null });
  expect(states[1]).toMatchObject({ phase: 'thinking', thinking: 'Hm', thinkingMs: 0, tokensPerSecond: null });
  expect(states[2]).toMatchObject({ thinking: 'Hm, so', thinkingMs: 100, tokensPerSecond: 10 });
  expect(states[4]).toMatchObject({
    phase: 'answer',
    thinking: 'Hm, so',
    content: 'Yes.',
    thinkingMs: 100,
    tokens: 6,
    contextUsed: 36,
    tokensPerSecond: 5,
  });
});

it('takes what it showed for thoughts once that is what it was', () => {
  const thoughts = { ...text('thinking', 'Let me see', 3, 700), instead: true } as TextEvent;
  const events: TextEvent[] = [text('answer', 'Let me', 1, 500), text('answer', ' see\n', 2, 600), thoughts];
  const state = [...events, text('answer', '42', 4, 900)].reduce(advance, begin(7));
  expect(state).toMatchObject({ thinking: 'Let me see', content: '42', ids: [1, 2, 3, 4], thinkingMs: 200 });
});
