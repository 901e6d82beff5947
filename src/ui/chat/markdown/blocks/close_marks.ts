/** Marks of Markdown that is still streaming. */
import { openFenceOf } from './fences.ts';

/** A last line of marks only, which the next token may turn into a list, a heading, a rule or a fence. */
const onlyMarks = /(^|\n)[ \t]*(?:[-=*_+#>~`|]+|\d{1,2}[.)]?)[ \t]*$/;

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/**
 * What to show of a last block that is still growing. Without this, half-written marks would appear as characters and then
 * vanish, and a line followed by `-` would be a heading for a moment.
 */
export function closeOpenMarks(block: string): string {
  if (openFenceOf(block) !== null) return block.replace(/\n[`~]{1,2}$/, '\n');
  const settled = block.replace(onlyMarks, '$1');
  const start = settled.lastIndexOf('\n') + 1;
  return settled.slice(0, start) + closeLine(settled.slice(start));
}

function closeLine(line: string): string {
  if (count(line, '`') % 2 === 1) return `${line.replace(/`$/, '')}${line.endsWith('`') ? '' : '`'}`;
  // A link whose address is incomplete is shown as its text.
  let closed = line.replace(/!?\[([^\]]*)\]\([^)]*$/, '$1').replace(/!?\[([^\]]*)\]?$/, '$1');
  for (const mark of ['**', '~~']) {
    if (count(closed, mark) % 2 === 0) continue;
    const half = mark[0]!;
    const trimmed = closed.trimEnd();
    if (trimmed.endsWith(mark)) closed = trimmed.slice(0, -2);
    else closed = trimmed.endsWith(half) ? trimmed + half : trimmed + mark;
  }
  const emphasis = /(?:^|[\s(])\*(?=[^\s*])[^*]*$/.test(closed.replaceAll('**', '··'));
  return emphasis ? `${closed.trimEnd()}*` : closed;
}
