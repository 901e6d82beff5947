import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { divergence, divergenceOfRows } from './divergence.ts';

const row = fc.float32Array({ minLength: 2, maxLength: 40, min: -50, max: 50, noNaN: true });

describe('the divergence of two rows of logits', () => {
  it('is that of the odds they stand for', () => {
    // 3 : 1 told as 1 : 1.
    const expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    expect(divergence([Math.log(3), 0], [7, 7])).toBeCloseTo(expected, 14);
  });

  it('is 0 of equal odds, however far apart the logits are', () => {
    fc.assert(
      fc.property(row, (logits) => {
        expect(divergence(logits, logits)).toBe(0);
        const shifted = Float64Array.from(logits, (value) => value + 1000);
        expect(divergence(logits, shifted)).toBeLessThan(1e-11);
      }),
      { seed: 1 },
    );
  });

  it('is never negative, and finite where exp of the logits is not', () => {
    fc.assert(
      fc.property(row, (logits) => {
        expect(divergence(logits, logits.toReversed())).toBeGreaterThanOrEqual(0);
      }),
      { seed: 2 },
    );
    expect(divergence([1000, 0], [0, 0])).toBeCloseTo(Math.LN2, 14);
    expect(divergence([0, 0], [1000, 0])).toBeCloseTo(500 - Math.LN2, 10);
  });

  it('is Infinity where the other has a value that is not finite', () => {
    for (const bad of [NaN, Infinity, -Infinity]) expect(divergence([1, 2], [bad, 2])).toBe(Infinity);
  });

  it('refuses rows of different lengths', () => {
    expect(() => divergence([1], [1, 2])).toThrow(RangeError);
  });
});

test('over many tokens: mean, p99.9, largest, and how often both prefer the same', () => {
  const reference = new Float32Array(2 * 2000);
  const other = new Float32Array(2 * 2000);
  reference.fill(0).set([Math.log(3), 0], 0);
  // The first token of 2,000 differs a little, the second a lot, in favour of another.
  reference.set([Math.log(3), 0], 2);
  other.set([0.5, 0], 0);
  other.set([0, Math.log(3)], 2);
  const [slight, strong] = [0, 2].map((first) =>
    divergence(reference.subarray(first, first + 2), other.subarray(first, first + 2)),
  ) as [number, number];
  const { tokens, mean, p999, max, sameTop } = divergenceOfRows(reference, other, 2);
  expect(tokens).toBe(2000);
  expect(mean).toBeCloseTo((slight + strong) / 2000, 15);
  // 1,998 of 2,000 are 99.9%.
  expect(p999).toBe(0);
  expect(max).toBe(strong);
  expect(sameTop).toBe(1999 / 2000);
});
