import { expect, test } from 'vitest';
import { figures } from './answering.fixture.ts';
import { together } from './together.ts';

const guessed = { proposed: 10, accepted: 6, gainMs: -3 };

test('an answer that goes on has the figures of both parts', () => {
  const first = { ...figures, thinkingMs: 5, speculation: guessed };
  expect(together(first, { ...figures, timeToFirstTokenMs: 99, speculation: guessed }, 7)).toEqual({
    ...figures,
    tokens: 9,
    decodeMs: 40,
    thinkingMs: 5,
    speculation: { proposed: 20, accepted: 12, gainMs: -6 },
  });
});

test('speculation of one part is that of both', () => {
  expect(together(figures, { ...figures, speculation: guessed }, 2).speculation).toEqual(guessed);
  expect(together(null, figures, 0)).not.toHaveProperty('speculation');
});
