import { fittedSize, type Box, type Mark, type Measure, type TextLook } from './marks.ts';
import type { Ink } from './palette.ts';

export interface HeatCell {
  label: string;
  /** How much of the cell's colour is vermilion, from 0 to 1. */
  warmth: number;
  /** Framed, since it is wrong. */
  bad: boolean;
}

export interface HeatColumn {
  group: string;
  name: string;
  /** Where the name is too long for a column of a picture. */
  short?: string;
}

/** A grid of cells, each as warm as it is wrong. */
export interface HeatMap<Cell extends HeatCell = HeatCell> {
  /** Neighbours of one group share a heading. */
  columns: readonly HeatColumn[];
  /** A cell a column; null where there is none. */
  rows: readonly { name: string; cells: readonly (Cell | null)[] }[];
  /** Cells that belong to no row. */
  outside: readonly { name: string; cell: Cell }[];
}

/** The groups of the columns in order, each with where it begins and how many columns it has. */
export function columnGroups({ columns }: Pick<HeatMap, 'columns'>): { name: string; first: number; count: number }[] {
  return [...new Set(columns.map(({ group }) => group))].map((name) => ({
    name,
    first: columns.findIndex(({ group }) => group === name),
    count: columns.filter(({ group }) => group === name).length,
  }));
}

export const warm = (warmth: number): Ink => ({ over: 'fused', under: 'surface', share: warmth });

const gap = 3;
const labels = 44;
/** Cells lower than this, in pixels, have no room for a frame: those that are wrong are filled. */
const dense = 11;

/** Rows down, columns across under the headings of their groups, the other cells in a line below. */
export function heatMapMarks(map: HeatMap, box: Box, measure: Measure): Mark[] {
  const { columns, rows, outside } = map;
  const [x, width] = [box.x + labels, (box.width - labels) / Math.max(1, columns.length)];
  const top = box.y + 46;
  const bottom = box.y + box.height - (outside.length > 0 ? 34 : 0);
  const height = Math.min(40, (bottom - top) / rows.length);
  const between = height < dense + gap ? 1 : gap;
  const headings = columnGroups(map).flatMap(({ name, first, count }): Mark[] => {
    const [left, wide] = [x + first * width, count * width - gap];
    const look: TextLook = { size: 15, ink: 'text', family: 'mono', align: 'center' };
    const size = fittedSize(name, wide, look, measure);
    return [
      { kind: 'text', text: name, x: left + wide / 2, y: box.y + 14, maxWidth: wide, ...look, size },
      { kind: 'rect', x: left, y: box.y + 20, width: wide, height: 1.5, fill: 'line' },
      ...columns.slice(first, first + count).map((column, i): Mark => {
        const at = { x: x + (first + i + 0.5) * width - gap / 2, y: box.y + 38, maxWidth: width - gap };
        return { kind: 'text', text: column.short ?? column.name, ...at, ...look, size: 13, ink: 'muted' };
      }),
    ];
  });
  // Of many rows only some are labelled: the labels of neighbours would overlap.
  const every = Math.ceil(16 / height);
  const grid = rows.flatMap(({ name, cells }, row): Mark[] => {
    const y = top + row * height;
    const size = Math.min(14, Math.max(11, height - 4));
    const look: TextLook = { size, ink: 'muted', family: 'mono', align: 'right' };
    const middle = y + (height - between) / 2 + size * 0.36;
    const label: Mark = { kind: 'text', text: name, x: x - 9, y: middle, maxWidth: labels, ...look };
    const drawn = cells.flatMap((cell, i) => {
      const place = { x: x + i * width, y, width: width - gap, height: height - between };
      return cell ? cellMarks(cell, place) : [];
    });
    return row % every === 0 ? [label, ...drawn] : drawn;
  });
  return [...headings, ...grid, ...outsideMarks(outside, x, top + rows.length * height + 8, width - gap, measure)];
}

function outsideMarks(outside: HeatMap['outside'], x: number, y: number, cellWidth: number, measure: Measure): Mark[] {
  const width = Math.max(54, cellWidth);
  let left = x;
  return outside.flatMap(({ name, cell }): Mark[] => {
    const look: TextLook = { size: 13, ink: 'muted', family: 'mono' };
    const [at, start] = [left, left + measure(name, look) + 8];
    left = start + width + 24;
    return [
      { kind: 'text', text: name, x: at, y: y + 17, maxWidth: 100, ...look },
      ...cellMarks(cell, { x: start, y, width, height: 25 }),
    ];
  });
}

function cellMarks({ label, warmth, bad }: HeatCell, place: Box): Mark[] {
  const { x, y, width, height } = place;
  if (height < dense) {
    return [{ kind: 'rect', ...place, fill: bad ? 'fused' : { over: 'fused', under: 'line', share: warmth } }];
  }
  const cell: Mark = {
    kind: 'rect',
    ...place,
    radius: 4,
    fill: warm(warmth),
    stroke: bad ? { ink: 'fusedText', width: 2.5 } : { ink: 'line', width: 1 },
  };
  if (height < 15) return [cell];
  const look: TextLook = { size: Math.min(16, height - 5), ink: 'text', weight: bad ? 700 : 400, align: 'center' };
  const at = { x: x + width / 2, y: y + height / 2 + look.size * 0.36, maxWidth: width };
  return [cell, { kind: 'text', text: label, ...at, ...look }];
}
