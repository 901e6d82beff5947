import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedDivergence, logProbabilities } from './bounded_divergence.ts';

const size = 12;
const row = fc.float64Array({ minLength: size, maxLength: size, min: -8, max: 8, noNaN: true }).map(logProbabilities);

function exactly(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, logprob, id) => sum + Math.exp(logprob) * (logprob - q[id]!), 0);
}

/** The likeliest `count` ids of a row, as a peer tells of them. */
function likeliest(p: Float64Array, count: number) {
  const ids = [...p.keys()].toSorted((a, b) => p[b]! - p[a]!).slice(0, count);
  return { ids, logprobs: ids.map((id) => p[id]!), ceiling: p[ids.at(-1)!]! };
}

test('of a whole row is the divergence', () => {
  fc.assert(
    fc.property(row, row, (p, q) => {
      const { low, high, untold } = boundedDivergence({ ids: null, logprobs: p, ceiling: 0 }, q);
      expect(low).toBeCloseTo(Math.max(0, exactly(p, q)), 9);
      expect([high, untold]).toEqual([low, 0]);
    }),
    { seed: 1 },
  );
});

test('of the likeliest ids bounds the divergence', () => {
  fc.assert(
    fc.property(row, row, fc.integer({ min: 1, max: size - 1 }), (p, q, count) => {
      const { low, high, untold } = boundedDivergence(likeliest(p, count), q);
      const exact = exactly(p, q);
      expect(low).toBeLessThanOrEqual(exact + 1e-9);
      expect(high).toBeGreaterThanOrEqual(exact - 1e-9);
      expect(untold).toBeGreaterThanOrEqual(0);
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test('the bounds are reached', () => {
  const q = Float64Array.of(0.5, 0.2, 0.2, 0.1).map(Math.log);
  // As in q, and as far from it as 0.25 at most allows.
  const cases: [number[], 'low' | 'high'][] = [
    [[0.6, 0.16, 0.16, 0.08], 'low'],
    [[0.6, 0.15, 0, 0.25], 'high'],
  ];
  for (const [p, bound] of cases) {
    const told = { ids: [0], logprobs: [Math.log(0.6)], ceiling: Math.log(0.25) };
    const exact = p.reduce((sum, each, id) => sum + (each > 0 ? each * (Math.log(each) - q[id]!) : 0), 0);
    expect(boundedDivergence(told, q)[bound]).toBeCloseTo(exact, 9);
  }
});

test('of equal rows is about as small as what is not told of', () => {
  const p = logProbabilities(Float64Array.from({ length: 1000 }, (_, id) => -id));
  const { low, high, untold } = boundedDivergence(likeliest(p, 20), p);
  expect(low).toBeLessThan(1e-12);
  expect(untold).toBeCloseTo(Math.exp(-20), 12);
  expect(high).toBeLessThan(1e-5);
});

test('is infinite where the own row excludes what was told of', () => {
  const q = logProbabilities(Float64Array.of(0, Number.NEGATIVE_INFINITY));
  const told = { ids: [0, 1], logprobs: [Math.log(0.5), Math.log(0.5)], ceiling: Math.log(0.5) };
  expect(boundedDivergence(told, q).high).toBe(Infinity);
});
