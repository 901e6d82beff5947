import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Drafter } from './drafter.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

test('what followed the same ids before is expected to follow again', () => {
  const drafter = new Drafter([...numbers(0, 20), 5, 6]);
  expect(drafter.draft(0, 4)).toEqual([]);
  drafter.push(7);
  expect(drafter.matched).toBe(3);
  expect(drafter.draft(0, 4)).toEqual([8, 9, 10, 11]);
  expect(drafter.draft(2, 3)).toEqual([10, 11, 12]);
  drafter.push(8);
  expect(drafter.matched).toBe(4);
  expect(drafter.draft(0, 2)).toEqual([9, 10]);
});

test('the latest place counts, and an id that was not expected ends the match', () => {
  const drafter = new Drafter([1, 2, 3, 10, 1, 2, 3, 20, 1, 2, 3]);
  expect(drafter.draft(0, 1)).toEqual([20]);
  drafter.push(30);
  expect(drafter.draft(0, 1)).toEqual([]);
  expect(drafter.matched).toBe(0);
});

test('text that repeats itself goes on repeating', () => {
  const drafter = new Drafter([7, 8, 9, 7, 8, 9]);
  expect(drafter.draft(0, 7)).toEqual([7, 8, 9, 7, 8, 9, 7]);
  expect(drafter.draft(4, 3)).toEqual([8, 9, 7]);
});

test('as long as guesses come true, the next ones are those that were guessed with them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 3, maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (ids, count) => {
      const drafter = new Drafter(ids);
      const guess = drafter.draft(0, count);
      for (const [at, id] of guess.entries()) {
        expect(drafter.draft(0, count - at)).toEqual(guess.slice(at));
        drafter.push(id);
      }
    }),
  );
});

test('the ids before the guess are those that stand before it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 3, maxLength: 60 }), (ids) => {
      const drafter = new Drafter(ids);
      const [next] = drafter.draft(0, 1);
      if (next === undefined) return;
      const { matched } = drafter;
      expect(matched).toBeGreaterThanOrEqual(3);
      const latest = ids.slice(-matched).join();
      const places = ids.flatMap((id, at) =>
        id === next && at < ids.length ? [ids.slice(at - matched, at).join()] : [],
      );
      expect(places).toContain(latest);
    }),
  );
});
