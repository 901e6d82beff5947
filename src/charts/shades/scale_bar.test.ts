import { expect, test } from 'vitest';
import type { Mark, Text } from '../marks.ts';
import { rangeScale, type AxisKind, type Range } from '../scale.ts';
import { scaleBar } from './scale_bar.ts';

const box = { x: 5, y: 3, width: 300, height: 30 };
const bar = (axis: AxisKind, range: Range, width = box.width) =>
  scaleBar(rangeScale(axis, range), (share) => ({ over: 'fused', under: 'surface', share }), { ...box, width });
const labels = (marks: readonly Mark[]) => marks.filter((mark): mark is Text => mark.kind === 'text');

test.each<[AxisKind, Range]>([
  ['log', [3.83, 50]],
  ['log', [1e-7, 2e29]],
  ['linear', [0, 1]],
  ['asinh', [-80, 3000]],
])('a bar that is %s from %o has its ends at its ends, and labels that keep apart', (axis, [low, high]) => {
  const places = labels(bar(axis, [low, high])).toSorted((a, b) => a.x - b.x);
  expect(places[0]!.x).toBe(box.x);
  expect(places.at(-1)!.x).toBe(box.x + box.width);
  for (const [n, { x }] of places.slice(1).entries()) expect(x - places[n]!.x).toBeGreaterThanOrEqual(44);
});

test('a narrow bar has the labels of its ends alone', () => {
  expect(labels(bar('log', [1, 1000], 60)).map(({ text }) => text)).toEqual(['1', '1000']);
});

test('the colours grow from one end to the other', () => {
  const shares = bar('linear', [0, 1]).flatMap((mark) =>
    mark.kind === 'rect' && mark.fill !== null && typeof mark.fill === 'object' ? [mark.fill.share] : [],
  );
  expect(shares.length).toBeGreaterThan(20);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('a single value has one label', () => {
  expect(labels(bar('log', [7, 7])).map(({ text }) => text)).toEqual(['7']);
});
