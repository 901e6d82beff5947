/** Pipes in code in a table: GitHub's Markdown wants them escaped, which models seldom do. */
import { fenceAfter } from './fences.ts';

const delimiterRow = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const codeSpan = /(`+)(?!`).*?(?<!`)\1(?!`)/g;

function cellsOf(row: string): number {
  const inner = row.replace(/^[ \t>]*\|?/, '').replace(/(?<!\\)\|\s*$/, '');
  return inner.split(/(?<!\\)\|/).length;
}

/** `text` with the pipes escaped that stand in code, in rows that would have more cells than the head of their table. */
export function escapePipesInCode(text: string): string {
  if (!text.includes('|') || !text.includes('`')) return text;
  let columns = 0;
  let fence: string | null = null;
  let above = '';
  return text
    .split('\n')
    .map((line) => {
      const previous = above;
      above = line;
      fence = fenceAfter(line, fence);
      if (fence !== null || !line.includes('|')) {
        columns = 0;
        return line;
      }
      if (columns === 0) {
        if (delimiterRow.test(line) && cellsOf(line) === cellsOf(previous)) columns = cellsOf(line);
        return line;
      }
      if (cellsOf(line) <= columns) return line;
      const escaped = line.replace(codeSpan, (span) => span.replace(/(?<!\\)\|/g, '\\|'));
      return cellsOf(escaped) === columns ? escaped : line;
    })
    .join('\n');
}
