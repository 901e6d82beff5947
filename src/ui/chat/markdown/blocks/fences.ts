/** Fences: the lines of backticks or tildes around a block of code. */

const anyFence = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})([^`]*)$/;

/** The fence that is open after `line`, given the one before it: its marks, or null. Lists may stand in front of it. */
export function fenceAfter(line: string, open: string | null): string | null {
  const [, marks, rest] = anyFence.exec(line) ?? [];
  if (!marks) return open;
  if (open === null) return marks;
  const closes = marks[0] === open[0] && marks.length >= open.length && !rest?.trim();
  return closes ? null : open;
}

/** Lines that may open or close one. */
const fenceLines = /^[^\S\n]*(?:(?:[-*+]|\d+[.)])[^\S\n]+)?(?:`{3,}|~{3,})[^`\n]*$/gm;

/** The marks of the fence that is open at the end of `text`, if one is. */
export function openFenceOf(text: string): string | null {
  let open: string | null = null;
  for (const [line] of text.matchAll(fenceLines)) open = fenceAfter(line, open);
  return open;
}

/** A fence in no list or quotation. One that is indented further may be inside a list. */
export interface TopFence {
  indent: number;
  marks: string;
  /** What stands behind the marks. */
  info: string;
}

const opening = /^( ?)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** The fence that `line` opens where none is open. */
export function opensTopFence(line: string): TopFence | null {
  const [, indent, marks, info] = opening.exec(line.trimEnd()) ?? [];
  return marks === undefined ? null : { indent: indent!.length, marks, info: info!.trim() };
}

/** Fences of Markdown hold others, and models seldom make the outer one longer. */
const holdsFences = ({ info }: TopFence) => /^(?:md|markdown)\b/i.test(info);

/** Where a fence ends that is open at `from`: behind its closing line; null where it has none. */
export function endOfTopFence(text: string, from: number, fence: TopFence): number | null {
  const mark = fence.marks[0]!;
  const line = new RegExp(`^ {0,3}${mark}{${fence.marks.length},}([^${mark}\\n]*)$`, 'gm');
  line.lastIndex = from;
  let depth = 1;
  for (let found = line.exec(text); found; found = line.exec(text)) {
    if (!found[1]!.trim()) depth -= 1;
    else if (holdsFences(fence)) depth += 1;
    if (depth === 0) return Math.min(line.lastIndex + 1, text.length);
  }
  return null;
}

/** The code of a block that is a fence, as it was written, and what stands behind the opening marks. */
export function readTopFence(block: string, growing: boolean): { info: string; code: string } {
  const first = block.indexOf('\n');
  const fence = opensTopFence(first < 0 ? block : block.slice(0, first))!;
  if (first < 0) return { info: growing ? '' : fence.info, code: '' };
  // Only blank lines follow a fence that was closed.
  const said = block.trimEnd();
  const last = said.lastIndexOf('\n') + 1;
  const lastLine = said.slice(last);
  // Marks that the next token may make the closing fence are not shown.
  const closing = growing && said.length === block.length && isHalfOf(lastLine, fence);
  const code =
    last > 0 && (closing || endOfTopFence(block, first + 1, fence) !== null)
      ? block.slice(first + 1, last)
      : block.slice(first + 1);
  const dedented = fence.indent === 0 ? code : code.replace(/^ /gm, '');
  return { info: fence.info, code: dedented.replace(/\r?\n$/, '') };
}

function isHalfOf(line: string, { marks }: TopFence): boolean {
  return line !== '' && marks.startsWith(line.replace(/^ {1,3}/, ''));
}
