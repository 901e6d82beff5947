import { expect, test } from 'vitest';
import { spread, timeRuns } from './spread.ts';

test.each([
  [[3], 3, 3],
  [[4, 1], 2.5, 4],
  [[5, 1, 2], 2, 5],
  [[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 4.5, 8],
])('median and p90 of %j', (times, median, p90) => {
  expect(spread(times)).toEqual({ median, p90, count: times.length });
});

test('the warm-up is not timed', async () => {
  let runs = 0;
  const { count } = await timeRuns(
    () => {
      runs += 1;
      return Promise.resolve();
    },
    { warmUp: 2, timed: 5 },
  );
  expect({ runs, count }).toEqual({ runs: 7, count: 5 });
});
