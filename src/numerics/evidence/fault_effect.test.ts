import { expect, test } from 'vitest';
import { distanceShare, effectOn } from './fault_effect.ts';

const reference = Float32Array.of(1, 2, 3, 4);

test('is 0 for the same fault and 1 for none', () => {
  const observed = Float32Array.of(1, 2, 3, 9);
  expect(distanceShare(observed, observed, reference)).toBe(0);
  expect(distanceShare(reference, observed, reference)).toBeCloseTo(1, 6);
});

test('does not take rounding next to unwritten values for a difference', () => {
  const observed = Float32Array.of(1, 2, 3, NaN);
  expect(distanceShare(Float32Array.of(1.0000001, 2, 3, NaN), observed, reference)).toBeLessThan(0.01);
  expect(distanceShare(Float32Array.of(1, 2, NaN, 4), observed, reference)).toBe(Infinity);
});

test('a fault that changes nothing in a wrong kernel does not match the error', () => {
  const wrong = Float32Array.of(1, 2, 3, 9);
  expect(distanceShare(effectOn(reference, wrong, wrong), wrong, reference)).toBeCloseTo(1, 6);
});

test('the effect of a fault in a right kernel is its output', () => {
  const [right, wrong] = [Float32Array.of(1, 2, 3.0000002, 4), Float32Array.of(1, 2, 3.0000002, 1e29)];
  expect(distanceShare(effectOn(reference, wrong, right), wrong, reference)).toBeLessThan(1e-6);
  const lost = Float32Array.of(1, NaN, 3, Infinity);
  expect([...effectOn(reference, lost, reference)]).toEqual([1, NaN, 3, Infinity]);
  expect([...effectOn(reference, lost, lost)]).toEqual([1, 2, 3, 4]);
});
