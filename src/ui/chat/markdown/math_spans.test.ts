import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putBack, takeFormulas } from './math_spans.ts';

describe('takeFormulas', () => {
  it.each([
    ['between dollars', 'so $x_{i}^{*}$ and $y_{j}^{*}$.', ['x_{i}^{*}', 'y_{j}^{*}']],
    ['one letter', 'the $n$-th', ['n']],
    [
      'between double dollars',
      '$$\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n$$',
      ['\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}'],
    ],
    ['in brackets', '\\[ x = \\frac{1}{2} \\]', ['x = \\frac{1}{2}']],
    ['in parentheses', 'so \\( a_1 + a_2 \\) is', ['a_1 + a_2']],
    ['two displays', '$$a$$ and $$b$$', ['a', 'b']],
    ['prices', 'costs $5 and $10', []],
    ['a range of prices', '$5-$10', []],
    ['prices of two countries', 'US$5 and AU$6, or $5 and AU$', []],
    ['price and month', '$5/month or $50/year', []],
    ['a shell', 'echo $HOME and $PATH', []],
    ['an escaped dollar', '\\$5 is \\$5', []],
    ['a code span', 'write `$x^2$` or ``\\(a` \\)``', []],
    ['a fence', '```\nfoo = "\\(bar\\)" $a_1$\n```\nand $a_1$', ['a_1']],
    ['a fence without end', '~~~\n$a_1$', []],
    ['a formula without end', 'so $a_1 + and $$b', []],
  ])('%s', (_, text, found) => {
    expect(takeFormulas(text).formulas.map(({ tex }) => tex)).toEqual(found);
  });

  it('loses nothing: with the sources put back the text is the same', () => {
    const parts = fc.constantFrom('$', '$$', '\\(', '\\)', '\\[', '\\]', '`', '```', '\n', 'a', '_', ' ', '5', '\\');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (list) => {
        const { text, formulas } = takeFormulas(list.join(''));
        expect(putBack(text, formulas)).toBe(list.join(''));
      }),
    );
  });
});
