import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { between, showing, within, zoomed } from './span.ts';

const anySpan = record({
  total: integer({ min: 1, max: 300 }),
  from: integer({ min: 0, max: 400 }),
  count: integer({ min: 1, max: 400 }),
  at: integer({ min: 0, max: 299 }),
}).map(({ total, from, count, at }) => {
  const span = within({ first: from, count }, total);
  return { total, span, about: span.first + (at % span.count) };
});

test('a span stays within what there is, however it is moved', () => {
  assert(
    property(anySpan, integer({ min: -500, max: 500 }), ({ total, span, about }, by) => {
      const all = [
        within({ ...span, first: span.first + by }, total),
        zoomed(span, 0.5, about, total),
        zoomed(span, 2, about, total),
      ];
      for (const { first, count } of all) {
        expect(count).toBeGreaterThanOrEqual(1);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first + count).toBeLessThanOrEqual(total);
      }
    }),
  );
});

test('zooming in shows fewer, what it is about among them, and zooming out shows more', () => {
  assert(
    property(anySpan, ({ total, span, about }) => {
      const closer = zoomed(span, 0.5, about, total);
      expect(closer.count < span.count || span.count === 1).toBe(true);
      expect(closer.first <= about && about < closer.first + closer.count).toBe(true);
      const further = zoomed(span, 2, about, total);
      expect(further.count > span.count || span.count === total).toBe(true);
    }),
  );
});

test('a span moves no further than it has to', () => {
  expect(showing({ first: 10, count: 5 }, 12)).toEqual({ first: 10, count: 5 });
  expect(showing({ first: 10, count: 5 }, 3)).toEqual({ first: 3, count: 5 });
  expect(showing({ first: 10, count: 5 }, 15)).toEqual({ first: 11, count: 5 });
  expect(between(7, 4)).toEqual({ first: 4, count: 4 });
});
