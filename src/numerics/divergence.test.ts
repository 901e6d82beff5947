import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { divergence } from './divergence.ts';

const row = fc.float32Array({ minLength: 5, maxLength: 5, min: -30, max: 30, noNaN: true });

test('is 0 for equal logits and for logits that differ by a constant', () => {
  fc.assert(
    fc.property(row, (logits) => {
      const shifted = logits.map((logit) => logit + 4);
      expect(divergence(logits, logits, 5)).toMatchObject({ mean: 0, max: 0, sameTop: 1, firstDifferent: null });
      expect(divergence(logits, shifted, 5).max).toBeLessThan(1e-5);
    }),
    { seed: 1 },
  );
});

test('is the sum of p log(p / q) over each row', () => {
  const logits = (p: number[]) => Float32Array.from(p, Math.log);
  const [p, q] = [
    [0.5, 0.25, 0.25],
    [0.2, 0.3, 0.5],
  ];
  const expected = p.reduce((sum, value, i) => sum + value * Math.log(value / q[i]!), 0);
  const twice = divergence(Float32Array.of(...logits(p), ...logits(p)), Float32Array.of(...logits(p), ...logits(q)), 3);
  expect(twice.max).toBeCloseTo(expected, 6);
  expect(twice.mean).toBeCloseTo(expected / 2, 6);
  expect(twice.sameTop).toBe(0.5);
  expect(twice.firstDifferent!.row).toBe(1);
  expect(twice.firstDifferent!.reference.id).toBe(0);
  expect(twice.firstDifferent!.other.id).toBe(2);
  expect(twice.firstDifferent!.other.byReference).toBeCloseTo(0.25, 6);
  expect(twice.firstDifferent!.other.byOther).toBeCloseTo(0.5, 6);
});

test('is never below 0', () => {
  fc.assert(
    fc.property(row, row, (a, b) => {
      expect(divergence(a, b, 5).mean).toBeGreaterThanOrEqual(0);
    }),
    { seed: 2 },
  );
});

test('is infinite where the other rules out what the reference allows, and where it is NaN', () => {
  const fine = Float32Array.of(1, 2, 3);
  expect(divergence(fine, Float32Array.of(1, Number.NEGATIVE_INFINITY, 3), 3).max).toBe(Infinity);
  const nothing = divergence(fine, new Float32Array(3).fill(NaN), 3);
  expect(nothing.max).toBe(Infinity);
  expect(nothing.firstDifferent!.other.id).toBe(0);
});
