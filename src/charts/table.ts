import { fittedSize, type Box, type Mark, type Measure, type TextLook } from './marks.ts';

export interface TableColumn {
  title: string;
  /** In pixels; the first column takes what the others leave it. */
  width: number;
  /** Whether its cells are words and not names. Only the first column may be. */
  words?: true;
}

export interface TableRow {
  cells: readonly string[];
  /** Stands out, since it is wrong. */
  bad: boolean;
}

/** Where a table begins: the baseline of its first line is at `y`. */
type Place = Omit<Box, 'height'>;

/** Marks, and the baseline of the last of them. */
interface Drawn {
  marks: Mark[];
  last: number;
}

/** A small table: names at the left, figures at the right. */
export function tableMarks(
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  { x, y, width }: Place,
  measure: Measure,
): Drawn {
  const right = (column: number) => x + width - columns.slice(column + 1).reduce((sum, one) => sum + one.width, 0);
  const first = width - columns.slice(1).reduce((sum, one) => sum + one.width, 0);
  const titles = columns.map((column, i): Mark => {
    const text = { kind: 'text', text: column.title, y, size: 14, ink: 'muted' } as const;
    return i === 0 ? { ...text, x, maxWidth: first } : { ...text, x: right(i), maxWidth: column.width, align: 'right' };
  });
  const lines = rows.flatMap(({ cells, bad }, row): Mark[] => {
    const at = y + 29 * (row + 1);
    const look: TextLook = { size: 17, ink: bad ? 'fusedText' : 'text', weight: bad ? 700 : 400 };
    const drawn = cells.map((text, i): Mark => {
      if (i > 0) {
        return { kind: 'text', text, x: right(i), y: at, maxWidth: columns[i]!.width, ...look, align: 'right' };
      }
      const name: TextLook = { ...look, family: columns[0]!.words ? 'sans' : 'mono', size: 14 };
      const size = Math.max(11, fittedSize(text, first - 4, name, measure));
      return { kind: 'text', text, x, y: at, maxWidth: first - 4, ...name, size };
    });
    return [{ kind: 'rect', x, y: at - 21, width, height: 1, fill: 'line' }, ...drawn];
  });
  return { marks: [...titles, ...lines], last: y + 29 * rows.length };
}

/** Terms at the left, what they are at the right. */
export function factMarks(facts: readonly (readonly [term: string, text: string])[], { x, y, width }: Place): Drawn {
  const marks = facts.flatMap(([term, text], i): Mark[] => {
    const at = { kind: 'text', y: y + i * 23, size: 15 } as const;
    return [
      { ...at, text: term, x, maxWidth: width - 90, ink: 'muted' },
      { ...at, text, x: x + width, maxWidth: 150, ink: 'text', align: 'right' },
    ];
  });
  return { marks, last: y + (facts.length - 1) * 23 };
}
