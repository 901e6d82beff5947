import { expect, test } from 'vitest';
import { ropeTables } from './rope.ts';

test('position 0 turns nothing', () => {
  const { cosines, sines } = ropeTables(1, 64, 1e6);
  expect([...cosines]).toEqual(Array(32).fill(1));
  expect([...sines]).toEqual(Array(32).fill(0));
});

test('the first pair turns by the position itself, whatever the base', () => {
  const { cosines, sines } = ropeTables(5, 2, 5e6);
  for (let position = 0; position < 5; position++) {
    expect(cosines[position]).toBe(Math.fround(Math.cos(position)));
    expect(sines[position]).toBe(Math.fround(Math.sin(position)));
  }
});

// The f32 steps written out: 1e6^(2/128) = 1.2409378, its inverse 0.8058422, times 32,768 rounded to a multiple of 2^-9.
test('angles are rounded to f32 before they are turned, as transformers does', () => {
  const { cosines } = ropeTables(32_769, 128, 1e6);
  const inverse = Math.fround(1 / Math.fround(1e6 ** Math.fround(2 / 128)));
  const rounded = Math.fround(32_768 * inverse);
  const exact = 32_768 * 1e6 ** (-2 / 128);
  expect(Math.abs(rounded - exact)).toBeGreaterThan(1e-4);
  expect(cosines[32_768 * 64 + 1]).toBe(Math.fround(Math.cos(rounded)));
});
