import { expect, test } from 'vitest';
import { topLogits } from './top_logits.ts';

test('the reference’s three most likely and the other’s own choice, the first of equals first', () => {
  const reference = Float32Array.of(1, 5, 2, 5, 3, 0, 0, 0, 0, 0);
  const other = Float32Array.of(9, 4, 2, 4, 3, 0, 0, 1, 0, 0);
  expect(topLogits(reference, other, 5)).toEqual([
    { ids: [1, 3, 4, 0], reference: [5, 5, 3, 1], other: [4, 4, 3, 9] },
    { ids: [0, 1, 2], reference: [0, 0, 0], other: [0, 0, 1] },
  ]);
});

test('a logit that is not finite is no choice, but is reported where the other has it', () => {
  const reference = Float32Array.of(NaN, 2, Infinity, 1);
  const other = Float32Array.of(NaN, NaN, -Infinity, NaN);
  expect(topLogits(reference, other, 4)).toEqual([{ ids: [1, 3], reference: [2, 1], other: [NaN, NaN] }]);
});
