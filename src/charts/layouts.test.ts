import { expect, test } from 'vitest';
import { barChart, barChartMarks } from './bar_chart.ts';
import { heatMapMarks, type HeatMap } from './heat_map.ts';
import type { Box, Mark, Measure } from './marks.ts';
import { sizeHistogramMarks } from './size_histogram.ts';
import { factMarks, tableMarks } from './table.ts';

const box: Box = { x: 10, y: 20, width: 480, height: 240 };
/** Every letter as wide as half the font size. */
const measure: Measure = (text, { size }) => (text.length * size) / 2;

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]));
const rects = (marks: readonly Mark[]) => flat(marks).filter((mark) => mark.kind === 'rect');
const texts = (marks: readonly Mark[]) => flat(marks).filter((mark) => mark.kind === 'text');

function expectInside(marks: readonly Mark[], { x, y, width, height }: Box): void {
  for (const rect of rects(marks)) {
    expect(rect.x).toBeGreaterThanOrEqual(x);
    expect(rect.y).toBeGreaterThanOrEqual(y);
    expect(rect.x + rect.width).toBeLessThanOrEqual(x + width + 1e-9);
    expect(rect.y + rect.height).toBeLessThanOrEqual(y + height + 1e-9);
  }
}

const group = (title: string, values: number[]) => ({
  title,
  bars: values.map((value) => ({ name: 'fused', value, label: `${value}`, ink: 'fused' as const })),
});

test('bars share an axis, and one that is not finite has no length', () => {
  const chart = barChart([group('128', [10, 40]), group('512', [Number.NaN, 20])]);
  const marks = barChartMarks(chart, box);
  expectInside(marks, box);
  const [first, longest, none, half] = rects(marks).map(({ width }) => width);
  expect(chart.max).toBe(40);
  expect([first! / longest!, half! / longest!, none]).toEqual([0.25, 0.5, 0]);
});

test('groups of bars that do not fit are left out', () => {
  const many = barChart(Array.from({ length: 40 }, (_, n) => group(`${n}`, [1, 2])));
  const marks = barChartMarks(many, box);
  expectInside(marks, box);
  expect(texts(marks).filter(({ weight }) => weight === 700)).toHaveLength(6);
});

const heatMap = (rows: number): HeatMap => ({
  columns: [
    { group: 'qkv', name: 'q' },
    { group: 'qkv', name: 'v' },
    { group: 'down', name: 'mlp_residual', short: '+ x' },
  ],
  rows: Array.from({ length: rows }, (_, n) => ({
    name: `${n}`,
    cells: [{ label: '0.9', warmth: 0, bad: false }, null, { label: '24', warmth: 0.2, bad: true }],
  })),
  outside: [{ name: 'logits', cell: { label: '1e6', warmth: 0.4, bad: true } }],
});

test.each([1, 28, 64])('a heat map of %i rows has its cells in the box, and those that are wrong stand out', (rows) => {
  const marks = heatMapMarks(heatMap(rows), box, measure);
  expectInside(marks, box);
  const cells = rects(marks).filter(({ fill, radius }) => radius !== undefined || fill === 'fused');
  const bad = cells.filter(({ fill, stroke }) => fill === 'fused' || stroke?.ink === 'fusedText');
  expect(bad).toHaveLength(rows + 1);
  expect(texts(marks).map(({ text }) => text)).toContain('+ x');
});

test('names of a table shrink to fit, and the last baseline is that of the last row', () => {
  const columns = [
    { title: 'stage', width: 0 },
    { title: 'error', width: 60 },
  ];
  const rows = [
    { cells: ['L0.v', '1'], bad: false },
    { cells: ['L10.attn_residual_of_a_long_name', '2'], bad: true },
  ];
  const { marks, last } = tableMarks(columns, rows, { x: 0, y: 100, width: 200 }, measure);
  const sizes = texts(marks).flatMap(({ family, size }) => (family === 'mono' ? [size] : []));
  expect(sizes).toEqual([14, 11]);
  expect(texts(marks).at(-1)).toMatchObject({ text: '2', y: last, ink: 'fusedText', weight: 700 });
  expect(factMarks([['KL', '0.1']], { x: 0, y: 100, width: 200 }).last).toBe(100);
});

test('a bin of no values has no height, and every bin says what it holds', () => {
  const marks = sizeHistogramMarks({ first: -1, values: [0, 5, 1], reference: [2, 5, 0] }, box);
  expectInside(marks, box);
  expect(marks.map((mark) => mark.kind === 'group' && mark.title)).toEqual([
    '2^-2 to 2^0: 0, of the reference 2',
    '2^0 to 2^2: 5, of the reference 5',
    '2^2 to 2^4: 1, of the reference 0',
  ]);
  expect(rects(marks).map(({ height }) => height > 0)).toEqual([true, false, true, true, false, true]);
});

test('bins of any number lie in the box, with powers that do not touch', () => {
  for (const bins of [1, 6, 53, 140]) {
    const values = Array.from({ length: bins }, (_, n) => n);
    const marks = sizeHistogramMarks({ first: -40, values, reference: values.toReversed() }, box);
    expect(marks).toHaveLength(bins);
    expectInside(marks, box);
    const places = texts(marks).map(({ x }) => x);
    expect(places.length).toBeGreaterThan(0);
    for (const [n, x] of places.slice(1).entries()) expect(x - places[n]!).toBeGreaterThan(20);
  }
});
