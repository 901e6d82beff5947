import { describe, expect, it } from 'vitest';
import { difference, shadeOf } from './tint.ts';

const likely = (probability: number | null, other: number | null = null) => ({ probability, other, entropy: 1.5 });

describe('the tint of a token', () => {
  it('grows as its probability falls by orders of magnitude, and ends at 1 in 1,000', () => {
    expect([1, 0.1, 0.001, 0].map((share) => shadeOf('probability', likely(share)))).toEqual([
      expect.closeTo(0),
      expect.closeTo(1 / 3),
      expect.closeTo(1),
      1,
    ]);
  });

  it('is by entropy, by how far another program puts it, or none', () => {
    expect(shadeOf('entropy', likely(0.5))).toBe(0.5);
    expect(shadeOf('none', likely(0.5))).toBe(0);
    expect(difference(likely(0.5, 0.25))).toBeCloseTo(Math.LN2);
    expect(shadeOf('difference', likely(0.5, 0.5))).toBe(0);
    expect(shadeOf('difference', likely(0.5, 0.5 * Math.E ** 0.001))).toBeCloseTo(2 / 5);
    expect(shadeOf('difference', likely(0.5, 0.5 / Math.E))).toBeCloseTo(1);
    expect(shadeOf('difference', likely(0.5))).toBe(0);
    expect(shadeOf('difference', likely(null, 0.5))).toBe(0);
  });

  it('is full where a figure is not finite', () => {
    expect(shadeOf('probability', likely(Number.NaN))).toBe(1);
  });
});
