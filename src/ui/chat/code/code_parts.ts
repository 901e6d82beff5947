/** A long block of code is shown in parts: those that do not change are neither rendered nor highlighted again. */

export interface CodePart {
  /** Its offset in the code. */
  start: number;
  text: string;
}

const linesInPart = 50;

/** A longer line is cut: browsers take long to lay out one that grows. */
export const longLine = 4000;

/** Where the part that begins at `start` ends: behind its last line, or within a line that is too long. */
function endOfPart(code: string, start: number): number {
  let end = start;
  for (let line = 0; line < linesInPart && end < code.length; line++) {
    const newline = code.indexOf('\n', end);
    const next = newline < 0 ? code.length : newline + 1;
    if (next - start > longLine) return end > start ? end : withoutHalfCharacter(code, start + longLine);
    end = next;
  }
  return end;
}

/** `end`, or one less where it would cut a surrogate pair in two. */
function withoutHalfCharacter(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last < 0xdc00 ? end - 1 : end;
}

/** The parts joined are `code`. While it grows, only the last one changes. */
export function splitCode(code: string): CodePart[] {
  const parts: CodePart[] = [];
  for (let start = 0; start < code.length;) {
    const end = endOfPart(code, start);
    parts.push({ start, text: code.slice(start, end) });
    start = end;
  }
  return parts;
}
