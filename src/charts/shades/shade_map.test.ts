import { assert, integer, property, record, boolean, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import type { Box, Mark, Rect } from '../marks.ts';
import { rangeScale } from '../scale.ts';
import {
  beyondScale,
  fittingColumns,
  frameOf,
  placeAt,
  shadeLayout,
  shadeMapMarks,
  type ShadeMap,
} from './shade_map.ts';

const box: Box = { x: 10, y: 20, width: 400, height: 240 };

const mapOf = (columns: number, layers: number, first: number, count: number, apart: boolean): ShadeMap => {
  const column = (name: string) => ({ name, values: Float32Array.from({ length: layers }, (_, layer) => layer + 1) });
  return {
    apart: apart ? column('<|im_start|>') : null,
    columns: Array.from({ length: columns }, (_, n) => column(`␣${n}`)),
    rows: { first, count },
    scale: rangeScale('linear', [1, layers]),
  };
};

const anyMap = record({
  columns: integer({ min: 1, max: 256 }),
  layers: integer({ min: 1, max: 64 }),
  from: integer({ min: 0, max: 63 }),
  apart: boolean(),
}).map(({ columns, layers, from, apart }) => {
  const first = from % layers;
  return mapOf(columns, layers, first, layers - first, apart);
});

const cellsOf = (marks: readonly Mark[]) => marks.filter((mark): mark is Rect => mark.kind === 'rect');

const isInside = ({ x, y, width, height }: Rect) =>
  width > 0 &&
  height > 0 &&
  x >= box.x &&
  y >= box.y &&
  x + width <= box.x + box.width + 1e-6 &&
  y + height <= box.y + box.height + 1e-6;

test('every cell lies in the box, with one for every value', () => {
  assert(
    property(anyMap, (map) => {
      const cells = cellsOf(shadeMapMarks(map, box));
      expect(cells).toHaveLength((map.columns.length + (map.apart ? 1 : 0)) * map.rows.count);
      expect(cells.filter((cell) => !isInside(cell))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('the middle of a cell’s frame is that cell', () => {
  assert(
    property(anyMap, tuple(integer({ min: -1, max: 255 }), integer({ min: 0, max: 63 })), (map, [at, down]) => {
      const column = at % map.columns.length === -1 && map.apart ? null : Math.abs(at) % map.columns.length;
      const place = { column, row: map.rows.first + (down % map.rows.count) };
      const layout = shadeLayout(map, box);
      const { x, y, width, height } = frameOf(layout, map.rows, place, place);
      expect(placeAt(layout, map.rows, x + width / 2, y + height / 2)).toEqual(place);
    }),
  );
});

test('nothing is outside, beside the gap, or below the cells', () => {
  const map = mapOf(4, 8, 0, 8, true);
  const layout = shadeLayout(map, box);
  const { apart, plot } = layout;
  const points: [number, number][] = [
    [box.x, plot.y + 1],
    [apart!.x + apart!.width + 1, plot.y + 1],
    [plot.x + 1, plot.y + plot.height + 1],
    [plot.x + plot.width, plot.y + 1],
  ];
  for (const [x, y] of points) expect(placeAt(layout, map.rows, x, y)).toBeNull();
});

test('columns take all the width there is, and few of them as much as many', () => {
  for (const columns of [3, 45, 256]) {
    const { plot, cell } = shadeLayout(mapOf(columns, 8, 0, 8, false), box);
    expect(cell.width * columns).toBeCloseTo(plot.width);
    expect(plot.x + plot.width).toBeCloseTo(box.x + box.width);
  }
  expect(fittingColumns(416)).toBeGreaterThan(45);
  expect(fittingColumns(0)).toBe(1);
});

test('a larger value has more of the colour, one that is none is blank, and an infinite one is no shade', () => {
  const values = Float32Array.of(1, 4, Number.NaN, Infinity, 8);
  const map: ShadeMap = {
    apart: null,
    columns: [{ name: 'a', values }],
    rows: { first: 0, count: 5 },
    scale: rangeScale('log', [1, 8]),
  };
  const fills = cellsOf(shadeMapMarks(map, box)).map(({ fill }) =>
    fill !== null && typeof fill === 'object' ? fill.share : fill,
  );
  expect(fills).toHaveLength(4);
  expect(fills[2]).toBe(beyondScale);
  const [least, more, , most] = fills as number[];
  expect(least! > 0 && least! < more! && more! < most!).toBe(true);
  expect(most).toBe(1);
});

test('names of columns neither overlap nor hang over the edge', () => {
  for (const columns of [5, 45, 256]) {
    const names = shadeMapMarks(mapOf(columns, 8, 0, 8, false), box).filter(
      (mark) => mark.kind === 'text' && mark.turned,
    );
    const places = names.flatMap((mark) => (mark.kind === 'text' ? [mark.x] : []));
    for (const [n, x] of places.slice(1).entries()) expect(x - places[n]!).toBeGreaterThan(12);
    expect(Math.max(...places)).toBeLessThanOrEqual(box.x + box.width - 3);
    expect(names.length).toBeGreaterThan(4);
  }
});
