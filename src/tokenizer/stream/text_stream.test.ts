import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextStream } from './text_stream.ts';

/** Any text: every code point but the surrogates, many of them of four bytes, U+FFFD and U+FEFF among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('a', 'é', '你', '👩🏽‍💻', '🏳️‍🌈', '\ufeff', '\ufffd'), { maxLength: 20 })
    .map((parts) => parts.join('')),
);

/** Cuts `bytes` at positions chosen by `cuts`: tokens of any length, empty ones included. */
function split(bytes: Uint8Array<ArrayBuffer>, cuts: number[]): Uint8Array<ArrayBuffer>[] {
  const ends = cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.slice(ends[i - 1] ?? 0, end));
}

/** What each push of the tokens returns, then the flush. */
function streamed(tokens: Uint8Array<ArrayBuffer>[]): string[] {
  const stream = new TextStream((id) => tokens[id]!);
  return [...tokens.map((_, id) => stream.push(id)), stream.flush()];
}

const loneSurrogate = /\p{Surrogate}/u;
const wholeDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
const cuts = fc.array(fc.nat(), { maxLength: 60 });

describe('TextStream', () => {
  test('gives valid text back, whole characters at a time, whatever the tokens', () => {
    fc.assert(
      fc.property(anyText, cuts, (text, positions) => {
        const pieces = streamed(split(new TextEncoder().encode(text), positions));
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => !loneSurrogate.test(piece))).toBe(true);
        expect(pieces.at(-1)).toBe('');
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('any bytes give what decoding them at once gives, held back by no more than one unfinished character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), cuts, (values, positions) => {
        const bytes = Uint8Array.from(values);
        const tokens = split(bytes, positions);
        const pieces = streamed(tokens);
        expect(pieces.join('')).toBe(wholeDecoder.decode(bytes));
        let seen = 0;
        let text = '';
        for (const [i, token] of tokens.entries()) {
          seen += token.length;
          text += pieces[i];
          const settled = wholeDecoder.decode(bytes.subarray(0, seen));
          // Bytes that are held back show as at most one replacement character at the end.
          expect([settled, settled.replace(/\ufffd$/, '')]).toContain(text);
        }
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('holds an emoji back until its last byte', () => {
    const bytes = Array.from(new TextEncoder().encode('👋!'), (byte) => Uint8Array.of(byte));
    expect(streamed(bytes)).toEqual(['', '', '', '👋', '!', '']);
  });

  test('shows a character that was cut short as U+FFFD, at the flush or as soon as it cannot be completed', () => {
    expect(streamed([Uint8Array.of(0xf0, 0x9f)])).toEqual(['', '\ufffd']);
    expect(streamed([Uint8Array.of(0xf0, 0x9f), Uint8Array.of(0x41)])).toEqual(['', '\ufffdA', '']);
    expect(streamed(Array.from({ length: 3 }, () => Uint8Array.of(0x80)))).toEqual(['\ufffd', '\ufffd', '\ufffd', '']);
  });
});
