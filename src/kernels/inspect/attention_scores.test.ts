import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { attentionShares } from './attention_scores.ts';

test('shares of each head add up to 1, in the order of the scores, however large these are', () => {
  const head = fc.array(fc.float({ noNaN: true, min: -1e4, max: 1e4 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(head, { minLength: 1, maxLength: 4 }), (heads) => {
      const shares = attentionShares(Float32Array.from(heads.flat()), heads.length);
      for (const [n, scores] of heads.entries()) {
        const own = Array.from(shares.subarray(5 * n, 5 * n + 5));
        expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        const largest = scores.indexOf(Math.max(...scores));
        expect(own[largest]).toBe(Math.max(...own));
      }
    }),
    { seed: 1 },
  );
});

test('a share is exp(score) over the sum of all', () => {
  const shares = attentionShares(Float32Array.of(0, Math.log(3), 7, 7), 2);
  expect([...shares].map((share) => Number(share.toFixed(6)))).toEqual([0.25, 0.75, 0.5, 0.5]);
});
