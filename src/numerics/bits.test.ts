import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingValues } from './bits.ts';

test('a row does not differ from itself, whatever its values', () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 40 }), (row) => {
      expect(differingValues(row, row.slice())).toBe(0);
    }),
    { seed: 1 },
  );
});

test('counts every value that differs in its last bit, or in its sign', () => {
  expect(differingValues(Float32Array.of(1, 1, 5), Float32Array.of(1 + 2 ** -23, 1, 6))).toBe(2);
  expect(differingValues(Float32Array.of(0, NaN), Float32Array.of(-0, NaN))).toBe(1);
});

test('the rows may be parts of other buffers', () => {
  expect(differingValues(Float32Array.of(7, 1, 2, 3).subarray(1), Float32Array.of(1, 2, 4))).toBe(1);
});
