import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kthLargest } from './selection.ts';

test('is the k-th of the sorted values', () => {
  fc.assert(
    fc.property(fc.float64Array({ maxLength: 80 }), fc.integer({ min: 1, max: 90 }), (values, k) => {
      const sorted = values.filter((value) => !Number.isNaN(value)).toSorted();
      // -0 and 0 are equal.
      expect(kthLargest(values, k) + 0).toBe((sorted.at(-k) ?? -Infinity) + 0);
    }),
    { seed: 1, numRuns: 1000 },
  );
});
