import { assert, float32Array, property } from 'fast-check';
import { expect, test } from 'vitest';
import { sizesOf } from './sizes.ts';

test('counts values by powers of four, without zeros and values that are not finite', () => {
  const values = Float32Array.of(1, -3.99, 4, 0.99, 0.25, 0, Number.NaN, -Infinity);
  expect(sizesOf(values, Float32Array.of(70, 1e-45))).toMatchObject({ first: -63 });
  expect(sizesOf(values, Float32Array.of(70, 1))).toEqual({
    first: -1,
    values: [2, 2, 1, 0, 0],
    reference: [0, 1, 0, 0, 1],
  });
});

test('has a bin for every size that f32 has', () => {
  const rows = float32Array({ minLength: 1, maxLength: 30, noNaN: true, noDefaultInfinity: true });
  assert(
    property(rows, (values) => {
      const { first, values: counts } = sizesOf(values, new Float32Array());
      const sizes = values.map(Math.abs).filter((size) => size > 0);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sizes.length);
      for (const [n, count] of counts.entries()) {
        const low = n + first === -63 ? 0 : 4 ** (first + n);
        expect(sizes.filter((size) => size >= low && size < 4 ** (first + n + 1))).toHaveLength(count);
      }
    }),
  );
});

test('has no bins for nothing but zeros', () => {
  expect(sizesOf(new Float32Array(3), new Float32Array(3))).toEqual({ first: 0, values: [], reference: [] });
});
