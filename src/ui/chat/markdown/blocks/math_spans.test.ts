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
    ['beside Chinese', '设$x$为整数，$y$为', ['x', 'y']],
    ['without a sign', '$n - 1$ and $f(x, y)$', ['n - 1', 'f(x, y)']],
    ['with an ending', 'the $k$th, two $x$s', ['k', 'x']],
    ['half-open intervals', '$[0, 1)$', ['[0, 1)']],
    ['spaces inside the dollars', 'so $ y + 1 $ holds', ['y + 1']],
    ['an escaped dollar inside', '$\\$5$', ['\\$5']],
    [
      'an environment without delimiters',
      '\\begin{pmatrix} a \\\\ b \\end{pmatrix}',
      ['\\begin{pmatrix} a \\\\ b \\end{pmatrix}'],
    ],
    ['in a quotation', '> $$\n> a = b\n> $$', ['a = b']],
    ['in a list', '- so:\n  $$\n  a_1\n  $$\n- next', ['a_1']],
    ['a backtick in the paragraph before', '- a ` tick\n\n- $a_1$ and `b`', ['a_1']],
    ['prices with signs', '$100 (or 90€), at 5% = $x', []],
    ['dollars behind amounts', '5 $ + 6 $ = 11 $', []],
    ['paths of a shell', '$HOME/bin:$PATH ${A}/${B}', []],
    ['calls of jQuery, fields of PHP', '$("#a").add($(".b")), $_GET["a"].$_POST["b"]', []],
    ['escaped backslashes', '\\\\(b\\\\)', []],
    ['a citation', '[\\[1\\]](https://example.org)', []],
    ['a code span', 'write `$x^2$` or ``\\(a` \\)``', []],
    ['a fence', '```\nfoo = "\\(bar\\)" $a_1$\n```\nand $a_1$', ['a_1']],
    ['a fence without end', '~~~\n$a_1$', []],
    ['a display that has no end yet', 'so\n$$\nx^{*} + ', [null]],
    ['a bracket that has no end yet', 'so \\[ x^{*} + ', [null]],
    ['an escaped parenthesis in prose', 'write \\( for **it**', []],
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
