import { expect, test } from 'vitest';
import { normalQuantiles } from './quantiles.ts';

// The expected values are from tables of the normal distribution.
test.each([
  [2, [-0.67448975, 0.67448975]],
  [5, [-1.28155157, -0.52440051, 0, 0.52440051, 1.28155157]],
])('%d quantiles', (count, expected) => {
  normalQuantiles(count).forEach((quantile, i) => expect(quantile).toBeCloseTo(expected[i]!, 6));
});

test('65,536 quantiles end at the quantile of 1 - 1/131,072, and have a variance near 1', () => {
  const quantiles = normalQuantiles(65_536);
  expect(quantiles.at(-1)).toBeCloseTo(4.324919, 6);
  expect(quantiles.reduce((sum, value) => sum + value ** 2, 0) / quantiles.length).toBeCloseTo(1, 3);
});
