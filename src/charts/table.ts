import type { Box, Sheet } from '../findings/picture/sheet.ts';

export interface Column {
  title: string;
  /** In pixels; the first takes what the others leave. */
  width: number;
}

export interface Row {
  cells: readonly string[];
  /** What is wrong stands out. */
  bad: boolean;
}

/** A small table: names at the left, figures at the right; answers the baseline of its last row. */
export function drawTable(
  { pen, colours }: Sheet,
  columns: readonly Column[],
  rows: readonly Row[],
  { x, y, width }: Omit<Box, 'height'>,
): number {
  const right = (column: number) => x + width - columns.slice(column + 1).reduce((sum, one) => sum + one.width, 0);
  const first = width - columns.slice(1).reduce((sum, one) => sum + one.width, 0);
  columns.forEach(({ title, width }, i) => {
    const look = { size: 14, colour: colours.muted };
    if (i === 0) pen.line(title, x, y, first, look);
    else pen.line(title, right(i), y, width, { ...look, align: 'right' });
  });
  let at = y;
  for (const { cells, bad } of rows) {
    pen.context.fillStyle = colours.line;
    pen.context.fillRect(x, at + 8, width, 1);
    at += 29;
    const look = { size: 17, colour: bad ? colours.fusedText : colours.text, weight: bad ? 700 : 400 };
    cells.forEach((cell, i) => {
      if (i === 0) {
        const mono = { ...look, family: 'mono' as const, size: 14 };
        pen.line(cell, x, at, first - 4, { ...mono, size: Math.max(11, pen.size(cell, first - 4, mono)) });
      } else pen.line(cell, right(i), at, columns[i]!.width, { ...look, align: 'right' });
    });
  }
  return at;
}

/** Terms at the left, what they are at the right, from the baseline `y` on; answers the last baseline. */
export function drawFacts(
  { pen, colours }: Sheet,
  facts: readonly (readonly [term: string, said: string])[],
  { x, y, width }: Omit<Box, 'height'>,
): number {
  facts.forEach(([term, said], i) => {
    pen.line(term, x, y + i * 23, width - 90, { size: 15, colour: colours.muted });
    pen.line(said, x + width, y + i * 23, 150, { size: 15, colour: colours.text, align: 'right' });
  });
  return y + (facts.length - 1) * 23;
}
