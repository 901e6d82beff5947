/** A grid of values, each as strong a shade as it is large on a scale. */
import type { Box, Mark, Rect, TextLook } from '../marks.ts';
import type { Ink } from '../palette.ts';
import type { Scale } from '../scale.ts';
import type { Span } from './span.ts';

export interface ShadeColumn {
  name: string;
  /** One a row. NaN where there is none, which is left blank. */
  values: ArrayLike<number>;
}

export interface ShadeMap {
  /** Stands apart at the left; null for none. */
  apart: ShadeColumn | null;
  columns: readonly ShadeColumn[];
  /** The rows on show, named by their index. */
  rows: Span;
  scale: Scale;
}

/** A cell; `column` is null for the one that stands apart. */
export interface ShadePlace {
  column: number | null;
  row: number;
}

/** Where the parts of a map lie, in pixels. */
export interface ShadeLayout {
  cell: { width: number; height: number };
  /** All cells but those that stand apart. */
  plot: Box;
  /** The column that stands apart. */
  apart: Box | null;
}

/** Room for the names of rows at the left and of columns below. */
const gutter = { left: 28, bottom: 74 };
/** Between the column apart and the others. */
const gap = 8;
const maxApart = 22;
/** Smaller cells touch. */
const minGapped = 5;
const rowLook: TextLook = { size: 12, ink: 'muted', family: 'mono', align: 'right' };
const columnLook: TextLook = { size: 12, ink: 'text', family: 'mono', align: 'right' };
/** The room that a line of text takes across. */
const line = 14;

/** How many columns fit that can be told apart. */
export function fittingColumns(width: number): number {
  return Math.max(1, Math.floor((width - gutter.left - maxApart - gap) / 6));
}

export function shadeLayout(
  { apart, columns, rows }: Pick<ShadeMap, 'apart' | 'columns' | 'rows'>,
  box: Box,
): ShadeLayout {
  const [x, height] = [box.x + gutter.left, Math.max(1, box.height - gutter.bottom)];
  const room = box.x + box.width - x;
  const own = apart ? Math.min(maxApart, (room - gap) / (columns.length + 1)) : 0;
  const left = apart ? x + own + gap : x;
  const plot = { x: left, y: box.y, width: Math.max(1, box.x + box.width - left), height };
  return {
    cell: { width: plot.width / Math.max(1, columns.length), height: height / rows.count },
    plot,
    apart: apart ? { x, y: box.y, width: own, height } : null,
  };
}

/** The cell at a point; null outside the map. */
export function placeAt(
  { cell, plot, apart }: ShadeLayout,
  { first, count }: Span,
  x: number,
  y: number,
): ShadePlace | null {
  const row = Math.floor((y - plot.y) / cell.height);
  if (row < 0 || row >= count) return null;
  if (apart && x >= apart.x && x < apart.x + apart.width) return { column: null, row: first + row };
  const column = Math.floor((x - plot.x) / cell.width);
  return x >= plot.x && x < plot.x + plot.width ? { column, row: first + row } : null;
}

/** The frame about the cells from one place to another. */
export function frameOf({ cell, plot, apart }: ShadeLayout, rows: Span, from: ShadePlace, to: ShadePlace): Box {
  const [top, bottom] = [Math.min(from.row, to.row) - rows.first, Math.max(from.row, to.row) + 1 - rows.first];
  const y = { y: plot.y + top * cell.height, height: (bottom - top) * cell.height };
  if (from.column === null || to.column === null) return { ...y, x: apart?.x ?? plot.x, width: apart?.width ?? 0 };
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column) + 1];
  return { ...y, x: plot.x + left * cell.width, width: (right - left) * cell.width };
}

/** From the smallest value, which can still be told from a blank, to the largest. */
const shades = Array.from({ length: 65 }, (_, n): Ink => {
  return { over: 'referenceText', under: 'surface', share: 0.06 + (0.94 * n) / 64 };
});

/** The shade of a value that lies at `share` of the scale. */
export const shadeOf = (share: number): Ink => shades[Math.round(64 * share)]!;

/** What has no place on a scale: infinite values. */
export const beyondScale: Ink = 'fused';

/** Cells, the names of as many rows and columns as there is room for. */
export function shadeMapMarks(map: ShadeMap, box: Box): Mark[] {
  const { columns, rows, scale } = map;
  const { cell, plot, apart } = shadeLayout(map, box);
  const inset = (size: number) => (size > minGapped ? 1 : 0);
  const cellsOf = ({ values }: ShadeColumn, x: number, width: number): Rect[] =>
    Array.from({ length: rows.count }, (_, n) => n).flatMap((n) => {
      const value = values[rows.first + n]!;
      if (Number.isNaN(value)) return [];
      const fill = Number.isFinite(value) ? shadeOf(scale.at(value)) : beyondScale;
      const size = { width: width - inset(width), height: cell.height - inset(cell.height) };
      return [{ kind: 'rect', x, y: plot.y + n * cell.height, ...size, fill }];
    });
  const nameOf = ({ name }: ShadeColumn, x: number): Mark => {
    // What hangs below the baseline, to the right of turned text, stays in the box.
    const right = plot.x + plot.width - columnLook.size * 0.25;
    const at = { x: Math.min(x + columnLook.size * 0.34, right), y: plot.y + plot.height + 6 };
    return { kind: 'text', text: name, ...at, maxWidth: gutter.bottom - 8, turned: true, ...columnLook };
  };
  const everyRow = Math.ceil(line / cell.height);
  const everyColumn = Math.ceil(line / cell.width);
  return [
    ...Array.from({ length: rows.count }, (_, n) => n)
      .filter((n) => n % everyRow === 0)
      .map((n): Mark => {
        const y = plot.y + (n + 0.5) * cell.height + rowLook.size * 0.34;
        return { kind: 'text', text: `${rows.first + n}`, x: box.x + gutter.left - 6, y, ...rowLook };
      }),
    ...(apart && map.apart ? cellsOf(map.apart, apart.x, apart.width) : []),
    ...(apart && map.apart ? [nameOf(map.apart, apart.x + apart.width / 2)] : []),
    ...columns.flatMap((column, n) => cellsOf(column, plot.x + n * cell.width, cell.width)),
    ...columns.flatMap((column, n) => (n % everyColumn === 0 ? [nameOf(column, plot.x + (n + 0.5) * cell.width)] : [])),
  ];
}
