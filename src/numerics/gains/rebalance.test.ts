import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebalance } from './rebalance.ts';

const exactInF32 = (value: number) => Number.isFinite(value) && Math.fround(value) === value;

describe('moving gains of k into q', () => {
  it('keeps every product, and brings the largest gains of a pair within a factor of two of each other', () => {
    const gains = array(double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 8 });
    assert(
      property(gains, gains, (q, k) => {
        const before = { qNorm: Float32Array.from(q), kNorm: Float32Array.from(k) };
        const after = rebalance(before, exactInF32);
        for (let i = 0; i < 8; i++) {
          // In float64 the products of two f32 are exact.
          expect(after.qNorm[i]! * after.kNorm[i]!).toBe(before.qNorm[i]! * before.kNorm[i]!);
        }
        for (let i = 0; i < 4; i++) {
          const largest = (of: Float32Array) => Math.max(of[i]!, of[i + 4]!);
          expect(Math.abs(Math.log2(largest(after.kNorm) / largest(after.qNorm)))).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('keeps a pair that would lose digits, or that has a 0 on one side', () => {
    const before = { qNorm: Float32Array.of(1, 0, 1, 0), kNorm: Float32Array.of(64, 64, 64, 64) };
    expect(rebalance(before, (value) => value <= 1 || value === 64)).toEqual(before);
    expect(rebalance(before, exactInF32)).toEqual({
      qNorm: Float32Array.of(8, 0, 8, 0),
      kNorm: Float32Array.of(8, 64, 8, 64),
    });
  });
});
