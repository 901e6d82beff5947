import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeRmsError } from '../compare.ts';
import { gatherEvidence } from './evidence.ts';

const unwritten = 0x7fc0dead;
const rows = fc.float32Array({ minLength: 12, maxLength: 12, min: -100, max: 100, noNaN: true });

test('the error is rms(error) / rms(reference)', () => {
  fc.assert(
    fc.property(rows, rows, (values, reference) => {
      const { error } = gatherEvidence(values, reference, 4, unwritten);
      const expected = relativeRmsError(values, reference);
      expect(error === expected || Math.abs(error - expected) <= 1e-12 * expected).toBe(true);
    }),
    { seed: 1 },
  );
});

test('names the row and the column with the largest error', () => {
  const reference = Float32Array.from({ length: 12 }, (_, i) => i + 1);
  const values = reference.slice();
  values[6]! += 5;
  const evidence = gatherEvidence(values, reference, 4, unwritten);
  expect(evidence).toMatchObject({ worstRow: 1, worstColumn: 2, worstColumnShare: 1 });
});

test('distinguishes unwritten values from those that are not finite', () => {
  const values = new Float32Array(Uint32Array.of(unwritten, 0x7fc00000, 0x7f800000, 0x3f800000).buffer);
  const evidence = gatherEvidence(values, Float32Array.of(1, 1, 1, 1), 4, unwritten);
  expect(evidence).toMatchObject({ unwritten: 1, nonFinite: 2, error: Infinity, values: 4 });
});

test('finds a common factor', () => {
  const reference = Float32Array.of(1, -2, 3, 5);
  const evidence = gatherEvidence(
    reference.map((value) => value * 0.25),
    reference,
    4,
    unwritten,
  );
  expect(evidence.scale).toBeCloseTo(0.25, 12);
  expect(evidence.scaledError).toBeLessThan(1e-7);
  expect(evidence.error).toBeCloseTo(0.75, 12);
});

test('counts zeros that should not be zero', () => {
  expect(gatherEvidence(Float32Array.of(0, 0, 1, 2), Float32Array.of(3, 0, 1, 2), 2, unwritten).zeros).toBe(1);
});
