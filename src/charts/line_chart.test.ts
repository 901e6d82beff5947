import { expect, test } from 'vitest';
import { lineChartMarks, type Line, type LineChart, type LineChartStyle } from './line_chart.ts';
import type { Group, Mark, Text } from './marks.ts';
import { scaleOf } from './scale.ts';

const box = { x: 10, y: 5, width: 200, height: 100 };
const style: LineChartStyle = {
  margin: { left: 30, right: 40, top: 5, bottom: 25 },
  tick: { size: 11, gap: 6, drop: 3.5 },
  endsDrop: 16,
  stroke: 1.5,
  dash: 2,
  marker: 1,
  legend: 'right',
};

const line = (is: string, values: number[], name = is): Line => ({
  name,
  is,
  look: { ink: 'text', marker: 'circle', dash: [5, 3] },
  values,
  titleOf: (position) => `${is} ${position}`,
});

const chart = (...lines: Line[]): LineChart => ({
  scale: scaleOf(
    'log',
    lines.flatMap(({ values }) => values),
  ),
  ends: ['layer 0', '2'],
  lines,
});

const groups = (marks: readonly Mark[]) => marks.filter((mark): mark is Group => mark.kind === 'group');
const texts = (marks: readonly Mark[]) => marks.filter((mark): mark is Text => mark.kind === 'text');

test('a value that is not finite has no point, and all points lie in the plot', () => {
  const marks = lineChartMarks(chart(line('a', [1, Infinity, 100]), line('b', [3, 4, 5])), box, style);
  const points = groups(marks).map(({ look, marks }) => {
    const polyline = marks.find((mark) => mark.kind === 'polyline');
    expect(polyline!.dash).toEqual([10, 6]);
    return { look, points: polyline!.points };
  });
  // The first line is drawn last.
  expect(points.map(({ look, points }) => [look, points.length])).toEqual([
    ['b', 3],
    ['a', 2],
  ]);
  for (const { x, y } of points.flatMap(({ points }) => points)) {
    expect(x >= 40 && x <= 170).toBe(true);
    expect(y >= 10 && y <= 80).toBe(true);
  }
  expect(points[1]!.points.map(({ x }) => x)).toEqual([40, 170]);
});

test('every point has a marker with its title', () => {
  const [group] = groups(lineChartMarks(chart(line('a', [1, Number.NaN, 2])), box, style));
  expect(group!.marks.flatMap((mark) => (mark.kind === 'marker' ? (mark.title ?? []) : []))).toEqual(['a 0', 'a 2']);
});

test('a single position has one label', () => {
  const marks = lineChartMarks({ ...chart(line('a', [1])), ends: ['layer 0', '0'] }, box, style);
  expect(texts(marks).filter(({ align }) => align === 'center')).toHaveLength(1);
});

test('names at the ends of their lines keep apart', () => {
  const marks = lineChartMarks(chart(line('a', [1, 2]), line('b', [1, 2.001]), line('c', [1, 9])), box, {
    ...style,
    legend: 'ends',
  });
  const places = groups(marks).flatMap(({ marks }) => texts(marks).map(({ y }) => y));
  const sorted = places.toSorted((a, b) => a - b);
  for (const [n, y] of sorted.slice(1).entries()) expect(y - sorted[n]!).toBeGreaterThanOrEqual(13);
});

test('names below the plot follow each other as wide as they are', () => {
  const below = (name: string) => 10 * name.length;
  const lines = [line('a', [1], 'short'), line('b', [1], 'a name that is far too long'), line('c', [1])];
  const marks = lineChartMarks(chart(...lines), box, { ...style, legend: { below } });
  const starts = groups(marks)
    .toReversed()
    .map(({ marks }) => texts(marks)[0]!.x);
  expect(starts).toEqual([57, 57 + 50 + 39, 57 + 50 + 39 + 150 + 39]);
});
