import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBlocks, type Block } from './markdown_blocks.ts';

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
    ['a fence right behind a paragraph', 'a:\n```js\nb\n```\nc', ['a:\n', '```js\nb\n```\n', 'c']],
    ['a list right behind a paragraph', 'a:\n- b\n- c', ['a:\n', '- b\n- c']],
    ['marks under a paragraph, which make it a heading', 'a\n-\nb', ['a\n-\nb']],
    [
      'a fence inside a fence that has a list',
      '```md\n- a\n  ```\n  ```\n```\nc',
      ['```md\n- a\n  ```\n', '  ```\n```\nc'],
    ],
    ['an item of a list in a fence', '```\n- ```\n\na\n```\nb', ['```\n- ```\n\na\n```\n', 'b']],
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
      ['-', null],
      ['-', 'list'],
    ]);
    const numbered = parts(items((n) => `${n + 5}.`));
    expect(numbered.length).toBeGreaterThan(3);
    expect(numbered.every(([first], part) => part === 0 || Number.parseInt(String(first)) > 5)).toBe(true);
    expect(parts(items(() => '1.'))).toHaveLength(1);
    expect(parts(items(() => '  -'))).toHaveLength(1);
  });

  it('splits a long paragraph between lines, and a long line between words', () => {
    const line = 'some words and a few more. '.repeat(1000);
    const parts = splitBlocks(line);
    expect(parts.length).toBeGreaterThan(5);
    expect(
      parts.every(({ text, continues }, at) => /^\p{L}/u.test(text) && continues === (at > 0 ? 'paragraph' : null)),
    ).toBe(true);
    expect(splitBlocks('🙂'.repeat(9000)).every(({ text }) => !/[\uD800-\uDBFF]$/.test(text))).toBe(true);
    expect(splitBlocks('a line\n'.repeat(2000)).length).toBeGreaterThan(2);
    expect(splitBlocks('| a | row |\n'.repeat(2000))).toHaveLength(1);
    expect(splitBlocks(`\`\`\`\n${'word '.repeat(10_000)}`)).toHaveLength(1);
  });

  it('loses nothing, says where each block begins, and splits a text that grows as it splits the whole', () => {
    const parts = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '```',
      '~~~',
      '\t',
      '**',
      '🙂',
      '\r\n',
      'long '.repeat(999),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (list) => {
        const text = list.join('');
        expect(texts(text).join('')).toBe(text);
        const grown = list.reduce<Block[]>((blocks, _, at) => splitBlocks(list.slice(0, at + 1).join(''), blocks), []);
        expect(grown).toEqual(splitBlocks(text));
        for (const block of splitBlocks(text)) expect(text.startsWith(block.text, block.start)).toBe(true);
      }),
    );
  });
});
