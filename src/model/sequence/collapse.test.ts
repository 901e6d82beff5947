import { expect, test } from 'vitest';
import { collapsed } from './collapse.ts';

test('zeros, equal logits and values that are not finite carry no information', () => {
  expect(collapsed(new Float32Array(9))).toBe(true);
  expect(collapsed(new Float32Array(9).fill(-3))).toBe(true);
  expect(collapsed(Float32Array.of(1, 2, NaN))).toBe(true);
  expect(collapsed(Float32Array.of(1, Infinity, 2))).toBe(true);
});

test('any difference carries information', () => {
  expect(collapsed(Float32Array.of(0, 0, 1e-30))).toBe(false);
  expect(collapsed(Float32Array.of(-5, 3, 12))).toBe(false);
});
