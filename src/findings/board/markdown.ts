import { plain } from '../export/plain.ts';
import type { BoardRow } from '../format/board.ts';
import { boardHeadline, columnNames, columns, columnTitle } from './columns.ts';

/** A board for an issue tracker, in the order of `rows`. Nothing in it is a stranger's markup. */
export function boardMarkdown(rows: readonly BoardRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `**${plain(boardHeadline(rows))}**`,
    '',
    line(columnNames.map(columnTitle)),
    line(columnNames.map((name) => (columns[name].descending ? '--:' : '---'))),
    ...rows.map((row) => line(columnNames.map((name) => plain(columns[name].text(row)) || '–'))),
    '',
  ].join('\n');
}
