import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOf } from './scale.ts';

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
