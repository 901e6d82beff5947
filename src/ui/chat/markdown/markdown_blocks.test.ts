import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeOpenMarks, splitBlocks } from './markdown_blocks.ts';

const texts = (text: string) => splitBlocks(text).map((block) => block.text);

describe('splitBlocks', () => {
  it.each([
    ['paragraphs', 'a\nb\n\nc', ['a\nb\n\n', 'c']],
    ['a list with blank lines stays whole', '- a\n\n- b\n\n  more\n\nend', ['- a\n\n- b\n\n  more\n\n', 'end']],
    ['a numbered list too', '1. a\n\n2. b', ['1. a\n\n2. b']],
    ['a list after a paragraph is its own', 'a:\n\n- b', ['a:\n\n', '- b']],
    ['a fence stays whole', '```js\na\n\nb\n```\n\nc', ['```js\na\n\nb\n```\n\n', 'c']],
    ['a longer fence holds a shorter one', '````\n```\n\n```\n````\n\nc', ['````\n```\n\n```\n````\n\n', 'c']],
    ['a fence inside a list item', '- ```\n  a\n\n  b\n  ```\n\nc', ['- ```\n  a\n\n  b\n  ```\n\n', 'c']],
    ['tildes do not close backticks', '```\n~~~\n\na', ['```\n~~~\n\na']],
    ['indented code stays with its paragraph', 'a\n\n    b', ['a\n\n    b']],
    ['nothing', '', []],
  ])('%s', (_, text, blocks) => {
    expect(texts(text)).toEqual(blocks);
  });

  it('splits a long list between items, so that its numbers stay', () => {
    const items = (marker: (n: number) => string, length = 300) =>
      Array.from({ length }, (_, n) => `${marker(n)} item ${n}, some words\n`).join('');
    const parts = (text: string) => splitBlocks(text).map(({ text, continues }) => [text.split(' ')[0], continues]);
    expect(parts(items(() => '-')).length).toBeGreaterThan(3);
    expect(parts(items(() => '-')).slice(0, 2)).toEqual([
      ['-', false],
      ['-', true],
    ]);
    const numbered = parts(items((n) => `${n + 5}.`));
    expect(numbered.length).toBeGreaterThan(3);
    expect(numbered.every(([first], part) => part === 0 || Number.parseInt(String(first)) > 5)).toBe(true);
    expect(parts(items(() => '1.'))).toHaveLength(1);
    expect(parts(items(() => '  -'))).toHaveLength(1);
  });

  it('loses nothing, and says where each block begins', () => {
    const parts = fc.constantFrom('a', ' ', '\n', '\n\n', '- ', '1. ', '```', '~~~', '\t', '**', '🙂');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (list) => {
        const text = list.join('');
        expect(texts(text).join('')).toBe(text);
        for (const block of splitBlocks(text)) expect(text.startsWith(block.text, block.start)).toBe(true);
      }),
    );
  });
});

describe('closeOpenMarks', () => {
  it.each([
    ['whole text', 'a **b** `c` *d*', 'a **b** `c` *d*'],
    ['bold', 'a **b', 'a **b**'],
    ['bold with a trailing space', 'a **b ', 'a **b**'],
    ['bold, half closed', 'a **b*', 'a **b**'],
    ['bold, just opened', 'a **', 'a '],
    ['struck through', 'a ~~b', 'a ~~b~~'],
    ['emphasis', 'a *b c', 'a *b c*'],
    ['a product is none', '2 * 3', '2 * 3'],
    ['a list marker is none', '* item', '* item'],
    ['code', 'a `b *c', 'a `b *c`'],
    ['code, just opened', 'a `', 'a '],
    ['a link without its address', 'see [the do', 'see the do'],
    ['a link in its address', 'see [the docs](https://exa', 'see the docs'],
    ['an image in its address', 'see ![a cat](https://exa', 'see a cat'],
    ['a whole link', 'see [the docs](https://example.org)', 'see [the docs](https://example.org)'],
    ['a list about to begin, which would make a heading', 'Items:\n-', 'Items:\n'],
    ['a heading about to begin', '##', ''],
    ['a number about to begin', 'a\n1.', 'a\n'],
    ['a fence about to begin', 'a\n``', 'a\n'],
    ['an open fence is left alone', '```py\nx = a ** b * [c', '```py\nx = a ** b * [c'],
    ['a fence about to end', '```py\nx\n``', '```py\nx\n'],
    ['only the last line is touched', 'a * b\nc **d', 'a * b\nc **d**'],
  ])('%s', (_, growing, drawn) => {
    expect(closeOpenMarks(growing)).toBe(drawn);
  });
});
