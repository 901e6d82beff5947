import * as fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { splitBlocks, withDefinitions } from './blocks/markdown_blocks.ts';

// The page's stores need a browser; code asks one of them only whether lines wrap.
vi.mock('../../../store/stores.ts', () => ({}));
vi.mock('../../../store/hooks.ts', () => ({ useSettings: () => false }));

let FormattedBlock: typeof import('./formatted_block.tsx').FormattedBlock;
beforeAll(async () => ({ FormattedBlock } = await import('./formatted_block.tsx')));

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" };

/** What a person sees of an answer. Formulas are shown as their source, since KaTeX needs a browser. */
function seen(answer: string): string {
  return withDefinitions(splitBlocks(answer))
    .map(({ text, isFence }) =>
      renderToStaticMarkup(createElement(FormattedBlock, { text, isFence, growing: false }))
        .replace(/<[^>]*>/g, '')
        .replace(/&([^;\s]+);/g, (whole, name: string) => entities[name] ?? whole),
    )
    .join('\n');
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe('nothing that a model wrote disappears', () => {
  it.each([
    ['tags', '<answer>one</answer> <two three="four">'],
    ['a comment', 'one <!-- two --> three\n\n<!-- four -->'],
    ['a footnote in another block', 'one[^1] two\n\nthree\n\n[^1]: four five'],
    ['a footnote in the same block', 'one[^1] two\n[^1]: four five'],
    ['a footnote that nothing refers to', '[^note]: one'],
    ['an address that nothing refers to', 'Sources:\n\n[one]: https://two.example/three'],
    ['cells beyond the head of a table', '| one |\n|---|\n| two | three | four |'],
    ['an address in this page, and a relative one', '[one](#two) and [three](four/five.ts) and ![six](seven.png)'],
    ['a link without a text', '[](https://one.example/two)'],
    ['words behind the language', '```js one="two"\nthree\n```\n\n- ```py four\n  five\n  ```'],
    ['formulas in code in a quotation', '> ```tex\n> $one$ and \\(two\\)\n> ```'],
    ['formulas in indented code', 'a\n\n    $one$ two'],
    ['a formula in the description of an image, and in a title', '![one $x$ two](https://example.org/a.png)'],
    ['what looks like a placeholder', 'one \uE0000\uE001 $two$'],
    ['an open fence in a list', '- one\n  ```\n  two\n\nthree'],
    ['an unknown entity', '&one; &two &#xfffffff; three'],
    ['a processing instruction and CDATA', '<?one two ?>\n\n<![CDATA[ three ]]>'],
  ])('%s', (_, answer) => {
    const text = seen(answer);
    for (const word of answer.match(/\b(?:one|two|three|four|five|six|seven)\b/g)!) expect(text).toContain(word);
    expect(count(text, '$')).toBe(count(answer, '$'));
  });

  it('keeps prices, which are no formulas', () => {
    for (const answer of ['$5 and $10', 'US$5, AU$6, 5$ or 6$', '$HOME and $PATH', '\\$5 and $6', 'a $5-$10 range']) {
      expect(seen(answer)).toBe(answer.replace('\\$', '$'));
    }
  });

  it('whatever marks stand around it', () => {
    const marks = fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '~',
        '~~',
        '`',
        '``',
        '```',
        '~~~',
        '<',
        '</',
        '>',
        '/>',
        '<!--',
        '-->',
        '<?',
        '&',
        ';',
        '&amp;',
      ],
      ...[
        '$',
        '$$',
        '\\',
        '\\(',
        '\\)',
        '\\[',
        '\\]',
        '[',
        ']',
        '](',
        ')',
        '![',
        '(',
        '[^',
        '"',
        '|',
        '|---|',
        '\n|',
        '^',
        '=',
      ],
      ...[
        ' ',
        ' ',
        ' ',
        '\n',
        '\n\n',
        '\n- ',
        '\n  - ',
        '\n1. ',
        '\n> ',
        '\n# ',
        '\n    ',
        '\n===\n',
        '\n---\n',
        '\t',
        '\r\n',
        '{',
        '}',
      ],
    );
    const word = fc.constant('word');
    fc.assert(
      fc.property(fc.array(fc.oneof(marks, marks, word), { maxLength: 30 }), (pieces) => {
        let at = 0;
        const words: string[] = [];
        const answer = pieces
          .map((piece) => {
            if (piece !== 'word') return piece;
            words.push(`w${at++}w`);
            return words.at(-1)!;
          })
          .join('');
        const text = seen(answer);
        expect(words.filter((word) => !text.includes(word))).toEqual([]);
        expect(count(text, '$')).toBe(count(answer, '$'));
      }),
      { numRuns: 300 },
    );
  });
});
