import * as fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { attempt, type Failure } from '../../src/result.ts';
import { splitBlocks, withDefinitions } from '../../src/ui/chat/markdown/blocks/markdown_blocks.ts';
import { readers, type Reader } from './readers.ts';

// The page's stores need a browser; code asks one of them only whether lines wrap.
vi.mock('../../src/store/stores.ts', () => ({}));
vi.mock('../../src/store/hooks.ts', () => ({ useSettings: () => false }));

const { FormattedBlock } = await import('../../src/ui/chat/markdown/formatted_block.tsx');

/** `npm run fuzz` sets how long each reader is tried, and which; without, each takes under a second. */
const minutes = Number(process.env.FUZZ_MINUTES ?? 0);
const only = process.env.FUZZ_ONLY ?? null;
const amount: fc.Parameters<unknown> =
  minutes > 0
    ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: minutes * 60_000, markInterruptAsFailure: false }
    : { seed: 1, numRuns: 60 };

/** Where to cut, how much to drop there, and what to put in its place. */
const editsOf = <T>(piece: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(fc.nat(), fc.nat({ max: 8 }), piece), { minLength: 1, maxLength: 5 });

const marks = fc.oneof(
  fc.stringMatching(/^[-0-9",:[\]{}%|()'eE.]{0,4}$/),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('null', '1e999', '-1', '"__proto__"', '[[[[', '{%', '%}', '\0', '\u202E'),
);

/** Damages what is valid: whatever comes of it is read or refused in one line; anything else that is thrown is a bug. */
function property(reader: Reader): fc.IAsyncProperty<unknown> {
  const holds = async (read: () => unknown) => {
    const result = await attempt(read);
    // Some readers answer with a refusal themselves.
    const refused = result.ok ? (result.value as { failure?: Failure } | null | undefined)?.failure : result.failure;
    if (refused) expect(refused.message).toMatch(/^[^\n]{10,1000}$/);
  };
  if (reader.of === 'text') {
    return fc.asyncProperty(editsOf(marks), (edits) => {
      let text = reader.valid;
      for (const [at, drop, put] of edits) {
        const from = at % (text.length + 1);
        text = text.slice(0, from) + put + text.slice(from + drop);
      }
      return holds(() => reader.read(text));
    });
  }
  return fc.asyncProperty(editsOf(fc.uint8Array({ maxLength: 8 })), fc.boolean(), (edits, cut) => {
    let bytes = reader.valid;
    for (const [at, drop, put] of edits) {
      const from = at % (bytes.length + 1);
      // Of a long file, the beginning says what it is: half of all damage is done there.
      const place = drop % 2 === 0 ? from : from % 200;
      bytes = Uint8Array.of(...bytes.subarray(0, place), ...put, ...(cut ? [] : bytes.subarray(place + put.length)));
    }
    return holds(() => reader.read(bytes));
  });
}

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...'* ** _ __ ~~ ` `` ``` ~~~ ```md < > <b> <br> | |---| $ $$ \\ \\( \\) \\[ \\] \\begin{a} \\end{a} [ ] ]( ) ![ [^1] # > - 1. a 1 好 https://a.org'.split(
        ' ',
      ),
      '\n',
      '\n\n',
      '\n  ',
      '\n\t',
      '\r\n',
      ' ',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 60 },
);

const harm = /<(?:script|img|iframe|object|style|form)\b|<[^>]*\son\w+="|href="(?!https?:|mailto:)/;

/** The blocks of an answer are its text, and nothing in them does harm, whole or while they grow. */
const markdown = fc.asyncProperty(pieces, fc.boolean(), async (list, growing) => {
  const text = list.join('');
  const blocks = splitBlocks(text);
  const shown = withDefinitions(blocks).map((block) =>
    renderToStaticMarkup(createElement(FormattedBlock, { text: block.text, isFence: block.isFence, growing })),
  );
  return blocks.map((block) => block.text).join('') === text && !shown.some((html) => harm.test(html));
});

const properties: Record<string, fc.IAsyncProperty<unknown>> = {
  ...Object.fromEntries(Object.entries(readers).map(([name, reader]) => [name, property(reader)])),
  markdown,
};

describe('bytes and text of strangers are read, or refused in one line', () => {
  test.each(Object.keys(properties).filter((name) => only === null || name === only))('%s', async (name) => {
    const details = await fc.check(properties[name]!, amount);
    if (minutes > 0) console.log(`${name}: ${details.numRuns} runs, seed ${details.seed}`);
    if (details.failed) throw new Error(fc.defaultReportMessage(details));
    expect(details.numRuns).toBeGreaterThan(0);
  });
});
