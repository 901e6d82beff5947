import { assert, float32Array, property } from 'fast-check';
import { expect, test } from 'vitest';
import { worstValues } from './worst_values.ts';

const rows = float32Array({ minLength: 40, maxLength: 40, min: -100, max: 100, noNaN: true });

test('finds the six with the largest errors', () => {
  assert(
    property(rows, rows, (values, reference) => {
      const distances = [...values].map((value, i) => Math.abs(value - reference[i]!)).toSorted((a, b) => b - a);
      const found = worstValues(values, reference, 8).map(({ value, reference }) => Math.abs(value - reference));
      expect(found).toEqual(distances.filter((distance) => distance > 0).slice(0, 6));
    }),
  );
});

test('says where they are, and ranks NaN as the worst', () => {
  const reference = new Float32Array(8);
  const values = Float32Array.of(0, 0, 5, 0, 0, 0, 0, Number.NaN);
  expect(worstValues(values, reference, 4)).toEqual([
    { row: 1, column: 3, value: Number.NaN, reference: 0 },
    { row: 0, column: 2, value: 5, reference: 0 },
  ]);
});
