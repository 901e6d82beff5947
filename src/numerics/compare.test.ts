import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeRmsError } from './compare.ts';

const values = fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, noDefaultInfinity: true });

test('is rms(error) over rms(expected)', () => {
  expect(relativeRmsError(Float32Array.of(3, 4), Float32Array.of(3, 0))).toBeCloseTo(4 / 3, 15);
  expect(relativeRmsError(Float32Array.of(0, 0), Float32Array.of(5, -7))).toBe(1);
});

test('is 0 for equal values, for zeros and for no values', () => {
  fc.assert(
    fc.property(values, (same) => {
      expect(relativeRmsError(same, same.slice())).toBe(0);
    }),
    { seed: 1 },
  );
  expect(relativeRmsError(Float32Array.of(0, -0), Float32Array.of(-0, 0))).toBe(0);
  expect(relativeRmsError(new Float32Array(), new Float32Array())).toBe(0);
});

test('does not depend on the scale', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 2, maxLength: 40, min: -1, max: 1, noNaN: true }), (expected) => {
      const actual = expected.map((value, i) => value + (i % 3) / 16);
      const scaled = relativeRmsError(
        actual.map((value) => value * 2 ** 40),
        expected.map((value) => value * 2 ** 40),
      );
      expect(scaled).toBe(relativeRmsError(actual, expected));
    }),
    { seed: 2 },
  );
});

test('is Infinity when a value is not finite, or differs from 0 where all should be 0', () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    expect(relativeRmsError(Float32Array.of(1, bad), Float32Array.of(1, 2))).toBe(Infinity);
  }
  expect(relativeRmsError(Float32Array.of(1e-30), Float32Array.of(0))).toBe(Infinity);
});

test('refuses to compare different lengths', () => {
  expect(() => relativeRmsError(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
});
