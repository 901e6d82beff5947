import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf, rangeScale, scaleOf, tickLabel } from './scale.ts';

const axes = ['log', 'asinh', 'linear'] as const;

describe.each(axes)('an axis that is %s', (axis) => {
  it('has room for every value, in order', () => {
    const values = array(double({ min: axis === 'asinh' ? -1e30 : 0, max: 1e30, noNaN: true }), { minLength: 1 });
    assert(
      property(values, (values) => {
        const { at } = scaleOf(axis, values);
        const places = values.toSorted((a, b) => a - b).map(at);
        for (const [n, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(n === 0 ? 0 : places[n - 1]!);
          expect(place).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('leaves out what is not finite, and has few ticks, all in view', () => {
    const { at, ticks } = scaleOf(axis, [Number.NaN, Infinity, 0.5, 3e4]);
    expect(at(3e4)).toBeGreaterThan(0.85);
    expect(ticks.length).toBeLessThanOrEqual(8);
    for (const tick of ticks) expect(at(tick)).toBeLessThanOrEqual(1);
  });
});

describe('an axis between two ends', () => {
  it.each(axes)('that is %s has them at 0 and 1, and every tick between', (axis) => {
    assert(
      property(
        double({ min: 1e-30, max: 1e30, noNaN: true }),
        double({ min: 1.001, max: 1e6, noNaN: true }),
        (low, factor) => {
          const high = low * factor;
          const { at, ticks } = rangeScale(axis, [low, high]);
          expect([at(low), at(high)]).toEqual([0, 1]);
          expect([at(low / 10), at(high * 10)]).toEqual([0, 1]);
          expect(ticks[0]).toBe(low);
          expect(ticks.at(-1)).toBe(high);
          for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
        },
      ),
    );
  });

  it('lies between the values that have a place on it', () => {
    expect(rangeOf('log', [0, 3, Number.NaN, 50, Infinity, -2])).toEqual([3, 50]);
    expect(rangeOf('linear', [0, 3, -2])).toEqual([-2, 3]);
    expect(rangeOf('log', [0, Number.NaN])).toBeNull();
  });

  it('has round ticks: few decades with their parts, negative ones, and none for a single value', () => {
    expect(rangeScale('log', [3.83, 50]).ticks).toEqual([3.83, 5, 10, 20, 50]);
    expect(rangeScale('log', [1, 1e6]).ticks).toEqual([1, 10, 100, 1000, 1e4, 1e5, 1e6]);
    expect(rangeScale('linear', [-4, 4]).ticks).toEqual([-4, -2, 0, 2, 4]);
    expect(rangeScale('log', [7, 7]).ticks).toEqual([7]);
  });
});

it('has labels without digits that say nothing', () => {
  expect([0.84, 1000, 1e5, 1e6, 2.5e28, 1e-4].map(tickLabel)).toEqual(['0.84', '1000', '1e5', '1e6', '2.5e28', '1e-4']);
});
