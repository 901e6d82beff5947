import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestSubset } from './smallest_subset.ts';

const all = [0, 1, 2, 3, 4, 5, 6];

test('finds the one that is bad, or the pair that is only bad together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray(all, { minLength: 1, maxLength: 2 }), async (bad) => {
      const found = await smallestSubset(all, async (some) => bad.every((one) => some.includes(one)));
      expect(found).toEqual(bad);
    }),
    { seed: 1 },
  );
});

test('is null where nothing is bad, and asks once', async () => {
  let asked = 0;
  expect(
    await smallestSubset(all, async () => {
      asked += 1;
      return false;
    }),
  ).toBe(null);
  expect(asked).toBe(1);
});

test('takes at most two tries per element', async () => {
  let asked = 0;
  await smallestSubset(all, async (some) => {
    asked += 1;
    return some.includes(5) && some.includes(6);
  });
  expect(asked).toBeLessThanOrEqual(1 + 2 * all.length);
});
