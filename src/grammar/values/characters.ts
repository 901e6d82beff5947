import { byte, choice, literal, sequence, type Expression } from '../expression.ts';

/** Code points from one to another, both included. */
export type Span = readonly [from: number, to: number];

const utf8 = new TextEncoder();
const lastCodePoint = 0x10ffff;
/** Where the number of bytes changes; surrogates are no characters. */
const lengths: readonly Span[] = [
  [0, 0x7f],
  [0x80, 0x7ff],
  [0x800, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, lastCodePoint],
];

/** All characters. */
export const everything: readonly Span[] = [[0, lastCodePoint]];

/** One character of `spans`, in UTF-8. */
function character(spans: readonly Span[]): Expression[] {
  return spans.flatMap(([from, to]) =>
    lengths.flatMap(([first, last]) => {
      const [low, high] = [Math.max(from, first), Math.min(to, last)];
      return low > high ? [] : [between(encoded(low), encoded(high))];
    }),
  );
}

function encoded(codePoint: number): number[] {
  return [...utf8.encode(String.fromCodePoint(codePoint))];
}

/** Byte strings from `low` to `high`, which are equally long. Those behind the first byte are 0x80 to 0xbf. */
function between(low: readonly number[], high: readonly number[]): Expression {
  const [[from, ...lowest], [to, ...highest]] = [low, high] as [[number, ...number[]], [number, ...number[]]];
  if (lowest.length === 0) return byte(from, to);
  if (from === to) return sequence(byte(from), between(lowest, highest));
  const [least, most] = [lowest.map(() => 0x80), highest.map(() => 0xbf)];
  const [whole, wholeTo] = [lowest.every((each) => each === 0x80), highest.every((each) => each === 0xbf)];
  const [first, last] = [whole ? from : from + 1, wholeTo ? to : to - 1];
  return choice(
    ...(whole ? [] : [sequence(byte(from), between(lowest, most))]),
    ...(first <= last ? [sequence(byte(first, last), between(least, most))] : []),
    ...(wholeTo ? [] : [sequence(byte(to), between(least, highest))]),
  );
}

/** The characters that JSON writes otherwise: quote, backslash, and control characters. */
const escaped = [...Array.from({ length: 0x20 }, (_, code) => code), 0x22, 0x5c];

/** One character of `spans` within a JSON string, as `JSON.stringify` writes it. */
export function inString(spans: readonly Span[]): Expression {
  const plain = without(
    spans,
    escaped.map((code): Span => [code, code]),
  );
  const written = escaped.filter((code) => spans.some(([from, to]) => code >= from && code <= to));
  return choice(...character(plain), ...written.map((code) => literal(quoted(String.fromCodePoint(code)))));
}

/** `text` within a JSON string, without the quotes around it. */
export function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The characters of `spans` that are not in `others`. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, [from, to]) =>
      left.flatMap(([low, high]): Span[] => [
        ...(low < from ? [[low, Math.min(high, from - 1)] satisfies Span] : []),
        ...(high > to ? [[Math.max(low, to + 1), high] satisfies Span] : []),
      ]),
    [...spans],
  );
}
