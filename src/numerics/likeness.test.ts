import { expect, test } from 'vitest';
import { distanceShare } from './likeness.ts';

const reference = Float32Array.of(1, 2, 3, 4);

test('is 0 for the same mistake and 1 for none', () => {
  const observed = Float32Array.of(1, 2, 3, 9);
  expect(distanceShare(observed, observed, reference)).toBe(0);
  expect(distanceShare(reference, observed, reference)).toBeCloseTo(1, 6);
});

test('does not take rounding beside values never written for a difference', () => {
  const observed = Float32Array.of(1, 2, 3, NaN);
  expect(distanceShare(Float32Array.of(1.0000001, 2, 3, NaN), observed, reference)).toBeLessThan(0.01);
  expect(distanceShare(Float32Array.of(1, 2, NaN, 4), observed, reference)).toBe(Infinity);
});
