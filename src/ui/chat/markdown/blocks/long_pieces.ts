/**
 * Long code in lists and long tables. While they grow, parsing them whole would take longer with every token, so they are taken out of
 * the Markdown before it is parsed, and shown in parts that are read once.
 */
import { cellsOf, delimiterRow } from './table_pipes.ts';

export interface LongPiece {
  /** As the model wrote it. */
  source: string;
  /** The same without the indentation of its list. */
  text: string;
  /** The head of a table and the row below it; null for code. */
  head: string | null;
}

/** In characters. What is shorter is parsed with its surroundings. */
const long = 2000;

/** Stands for the n-th piece in the text that is parsed: private-use characters around its number. */
const placeholderOf = (n: number) => `\uE002${n}\uE003`;

const placeholders = /\uE002(\d+)\uE003/g;

/** The piece that `text` stands for, if it is a placeholder and nothing else. */
export function pieceOf(text: string, pieces: readonly LongPiece[]): LongPiece | undefined {
  const [, number] = /^\uE002(\d+)\uE003$/.exec(text) ?? [];
  return number === undefined ? undefined : pieces[Number(number)];
}

/** `text` with the pieces that were taken out of it. */
export function putPiecesBack(text: string, pieces: readonly LongPiece[]): string {
  return text.replace(placeholders, (whole, number: string) => pieces[Number(number)]?.source ?? whole);
}

/** A fence, which may stand in an item of a list, up to where its code begins. */
const opening = /^((?: *(?:[-*+]|\d{1,9}[.)]))* *)(`{3,}(?=[^`\n]*\n)|~{3,})[^\n]*\n/gm;

/** Takes the long pieces out of `text`, which is no fence by itself. */
export function takeLongPieces(text: string): { text: string; pieces: LongPiece[] } {
  const pieces: LongPiece[] = [];
  if (text.length < long || text.includes('\uE002')) return { text, pieces };
  let short = '';
  let at = 0;
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const [, before, marks] = found;
    const from = opening.lastIndex;
    short += withoutTables(text.slice(at, from), pieces);
    const end = endOfCode(text, from, before!.length, marks!);
    const source = text.slice(from, end);
    short += (before === '' ? null : withoutCode(source, before!.length, pieces)) ?? source;
    opening.lastIndex = at = end;
  }
  return { text: short + withoutTables(text.slice(at), pieces), pieces };
}

/** Where the line begins that closes a fence at `column` whose code begins at `from`; the end of the text where there is none. */
function endOfCode(text: string, from: number, column: number, marks: string): number {
  const closing = new RegExp(`^ {0,${column + 3}}${marks[0]}{${marks.length},}[ \\t]*$`, 'gm');
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? text.length;
}

/** A placeholder for the code of a fence at `column` of a list; null where the code is short, or leaves the list. */
function withoutCode(source: string, column: number, pieces: LongPiece[]): string | null {
  const indent = ' '.repeat(column);
  if (source.length < long || new RegExp(`^(?!${indent}|[ \\t]*$)`, 'm').test(source)) return null;
  const text = source.replace(new RegExp(`^ {0,${column}}`, 'gm'), '').replace(/\n$/, '');
  pieces.push({ source, text, head: null });
  return `${indent}${placeholderOf(pieces.length - 1)}\n`;
}

/** A row that begins with a pipe; the head of a table may stand behind the mark of a list. */
const row = /^ *\|/;
const headRow = /^(?: *(?:[-*+]|\d{1,9}[.)]))* *(\|.*)$/;

/** `text` with a row in place of the rows of each long table. */
function withoutTables(text: string, pieces: LongPiece[]): string {
  if (text.length < long || !text.includes('|')) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    kept.push(line);
    const [, head] = (row.test(line) && delimiterRow.test(line) && headRow.exec(lines[at - 1] ?? '')) || [];
    if (head === undefined || cellsOf(head) !== cellsOf(line)) continue;
    const indent = /^ */.exec(line)![0];
    let end = at + 1;
    while (end < lines.length && lines[end]!.startsWith(indent) && row.test(lines[end]!)) end += 1;
    const rows = lines.slice(at + 1, end);
    const source = rows.join('\n');
    if (source.length < long) continue;
    pieces.push({ source, text: rows.map((each) => each.trimStart()).join('\n'), head: `${head}\n${line.trim()}\n` });
    kept.push(`${indent}| ${placeholderOf(pieces.length - 1)} |`);
    at = end - 1;
  }
  return kept.join('\n');
}

/** Lines in parts of about as many characters, of which only the last one changes while the text grows. */
export function partsOf(text: string): { start: number; lines: string }[] {
  const parts: { start: number; lines: string }[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start + long);
    const end = newline < 0 ? text.length : newline + 1;
    parts.push({ start, lines: text.slice(start, end) });
    start = end;
  }
  return parts;
}
