import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gainFigures, largestScore } from './gain_figures.ts';

test('figures leave out values that are not finite, and count them', () => {
  expect(gainFigures(Float32Array.of(1, -3, NaN, Infinity))).toEqual({ mean: -1, std: 2, max: 3, nonFinite: 2 });
  expect(gainFigures(new Float32Array(2).fill(NaN))).toEqual({ mean: 0, std: 0, max: 0, nonFinite: 2 });
});

const gains = fc.float32Array({ minLength: 8, maxLength: 8, min: -100, max: 100, noNaN: true });
const head = fc.float32Array({ minLength: 8, maxLength: 8, min: -1, max: 1, noNaN: true });

test('no score exceeds the bound, whatever q, k and the rotation between them', () => {
  fc.assert(
    fc.property(
      gains,
      gains,
      head,
      head,
      fc.array(fc.double({ min: 0, max: 6.3, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (qGain, kGain, q, k, angles) => {
        const [a, b] = [normed(q), normed(k)];
        let score = 0;
        for (let i = 0; i < 4; i++) {
          const [q0, q1, k0, k1] = [
            a[i]! * qGain[i]!,
            a[i + 4]! * qGain[i + 4]!,
            b[i]! * kGain[i]!,
            b[i + 4]! * kGain[i + 4]!,
          ];
          const [cos, sin] = [Math.cos(angles[i]!), Math.sin(angles[i]!)];
          score += (q0 * cos - q1 * sin) * k0 + (q1 * cos + q0 * sin) * k1;
        }
        expect(Math.abs(score) / Math.sqrt(8)).toBeLessThanOrEqual(largestScore(qGain, kGain) * (1 + 1e-12) + 1e-30);
      },
    ),
    { seed: 1 },
  );
});

function normed(values: Float32Array): number[] {
  const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  return Array.from(values, (value) => value / Math.sqrt(meanSquare + 1e-6));
}

test('the bound is reached', () => {
  const ones = new Float32Array(8).fill(1);
  expect(
    largestScore(
      ones,
      ones.map((one) => one * 96.5),
    ),
  ).toBeCloseTo(Math.sqrt(8) * 96.5, 3);
});
