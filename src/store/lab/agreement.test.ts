import { expect, it } from 'vitest';
import type { ComparedPosition, PeerComparison } from '../../worker/api.ts';
import { pooled } from './agreement.ts';

const token = (id: number) => ({ id, name: `${id}`, here: 0.5, there: 0.5 });
const place = (low: number, high: number, there = 1): ComparedPosition => ({
  position: 0,
  given: token(1),
  likeliest: { here: token(1), there: token(there) },
  kl: { low, high },
  untold: high - low,
});
const comparison = (...positions: ComparedPosition[]) => ({ positions }) as PeerComparison;

it.each([
  [2e-5, 8e-4, 'same'],
  [0.0014, 0.002, 'rounded'],
  [0.45, 0.46, 'rounded'],
  [1.4, 1.5, 'other'],
  [2e-5, 0.03, 'open'],
  [0.3, Infinity, 'open'],
])('a mean between %s and %s is %s', (low, high, agreement) => {
  expect(pooled([comparison(place(low, high))]).agreement).toBe(agreement);
});

it('pools the places of both directions', () => {
  const found = pooled([comparison(place(0, 0.2), place(0.4, 0.6)), comparison(place(0.2, 0.4, 2))]);
  expect(found).toMatchObject({ same: 2, places: 3, agreement: 'rounded', max: { low: 0.4, high: 0.6 } });
  expect(found.mean.low).toBeCloseTo(0.2, 12);
  expect(found.mean.high).toBeCloseTo(0.4, 12);
});

it('the percentile leaves out one place in a thousand', () => {
  const places = Array.from({ length: 2000 }, (_, n) => place(n, n));
  expect(pooled([comparison(...places)])).toMatchObject({
    p999: { low: 1997, high: 1997 },
    max: { low: 1999, high: 1999 },
  });
});

it('tells nothing of no places', () => {
  expect(pooled([comparison()])).toMatchObject({ agreement: 'open', places: 0, mean: { low: 0, high: 0 } });
});
