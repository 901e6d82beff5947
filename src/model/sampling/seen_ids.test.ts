import { expect, test } from 'vitest';
import { SeenIds } from './seen_ids.ts';

test('has a bit for every id, the lowest first, and forgets at a reset', () => {
  const seen = new SeenIds(65);
  seen.reset([0, 31, 64]);
  expect([...seen.words]).toEqual([0x8000_0001, 0, 1]);
  expect(seen.add(33)).toBe(1);
  expect([...seen.words]).toEqual([0x8000_0001, 2, 1]);
  seen.reset([32]);
  expect([...seen.words]).toEqual([0, 1, 0]);
});
