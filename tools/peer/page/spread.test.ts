import { expect, test } from 'vitest';
import { sample, spread } from './spread.ts';

test.each([
  [[3], 3, 3],
  [[4, 1], 2.5, 4],
  [[5, 1, 2], 2, 5],
  [[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 4.5, 8],
])('of %j', (times, median, p90) => {
  expect(spread(times)).toEqual({ median, p90, count: times.length });
});

test('runs before the measured ones do not count', async () => {
  let runs = 0;
  const { count } = await sample(
    () => {
      runs += 1;
      return Promise.resolve();
    },
    { warmUp: 2, most: 5 },
  );
  expect({ runs, count }).toEqual({ runs: 7, count: 5 });
});
