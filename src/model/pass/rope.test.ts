import { expect, test } from 'vitest';
import { ropeRotations } from './rope.ts';

test('position 0 turns nothing', () => {
  const rotations = ropeRotations(1, 64, 1e6);
  expect([...rotations]).toEqual(Array.from({ length: 32 }, () => [1, 0]).flat());
});

test('the first pair turns by the position itself, whatever the base', () => {
  const rotations = ropeRotations(5, 2, 5e6);
  for (let position = 0; position < 5; position++) {
    expect(rotations[2 * position]).toBe(Math.fround(Math.cos(position)));
    expect(rotations[2 * position + 1]).toBe(Math.fround(Math.sin(position)));
  }
});

// The f32 steps written out: 1e6^(2/128) = 1.2409378, its inverse 0.8058422, times 32,768 rounded to a multiple of 2^-9.
test('angles are rounded to f32 before they are turned, as transformers does', () => {
  const rotations = ropeRotations(32_769, 128, 1e6);
  const inverse = Math.fround(1 / Math.fround(1e6 ** Math.fround(2 / 128)));
  const rounded = Math.fround(32_768 * inverse);
  const exact = 32_768 * 1e6 ** (-2 / 128);
  expect(Math.abs(rounded - exact)).toBeGreaterThan(1e-4);
  expect(rotations[(32_768 * 64 + 1) * 2]).toBe(Math.fround(Math.cos(rounded)));
});
