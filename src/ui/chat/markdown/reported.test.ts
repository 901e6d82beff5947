/** What people reported of other chats: each line is a kind, and most name a thread. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { splitBlocks, withDefinitions } from './blocks/markdown_blocks.ts';
import { takeFormulas } from './blocks/math_spans.ts';
import type { FormattedBlock as Rendered } from './formatted_block.tsx';

// The page's stores need a browser; code asks one of them only whether lines wrap.
vi.mock('../../../store/stores.ts', () => ({}));
vi.mock('../../../store/hooks.ts', () => ({ useSettings: () => false }));

let FormattedBlock: typeof Rendered;
beforeAll(async () => ({ FormattedBlock } = await import('./formatted_block.tsx')));

const html = (answer: string) =>
  withDefinitions(splitBlocks(answer))
    .map(({ text, isFence }) => renderToStaticMarkup(createElement(FormattedBlock, { text, isFence, growing: false })))
    .join('')
    .replace(/ (?:class|dir|tabindex|role|target|rel|aria-label)="[^"]*"/g, '');

/** The formulas of an answer, those on lines of their own in brackets. */
const formulas = (answer: string) =>
  splitBlocks(answer)
    .filter(({ isFence }) => !isFence)
    .flatMap(({ text }) => takeFormulas(text).formulas)
    .map(({ tex, display }) => (display ? `[${tex}]` : tex));

describe('formulas', () => {
  it.each<[string, string, (string | null)[]]>([
    ['with letters right behind (open-webui#12036)', '\\(\\xi = (\\xi_1, \\dots)\\)xx', ['\\xi = (\\xi_1, \\dots)']],
    ['of several lines (open-webui#2629)', '\\[\np^*\n\\]', ['[p^*]']],
    ['with blank lines around (open-webui#2364)', 'So\n\n$$\n\nx = 1\n\n$$\n\nholds.', ['[x = 1]']],
    ['with blank lines between brackets', '\\[\n\na\n\n= b\n\n\\]\n\nend', ['[a\n\n= b]']],
    ['that ends behind its last line', '$$\nx\n\n= y$$\n\n$z$', ['[x\n\n= y]', 'z']],
    ['beside units (big-AGI#541)', '$I_{xx}$ = 207 mm⁴, $I_{yy}$ = 116 mm⁴', ['I_{xx}', 'I_{yy}']],
    ['with pipes in a table', '| a | b |\n|---|---|\n| $|x|$ | $\\|y\\|$ |', ['|x|', '\\|y\\|']],
    ['in brackets, with endings, in quotes', '($x$), "$y$", $n$-th, $m$s', ['x', 'y', 'n', 'm']],
    ['one behind the other', '$a$,$b$ $c$', ['a', 'b', 'c']],
    ['in bold', '**Area: $\\pi r^2$**', ['\\pi r^2']],
    ['in a heading', '## The case $n = 0$', ['n = 0']],
    ['in a list, on lines of their own', '1. First\n\n   $$\n   a_1\n   $$\n\n2. Second', ['[a_1]']],
    ['in a quotation, on lines of their own', '> $$\n> a\n> = b\n> $$', ['[a\n= b]']],
    [
      'of an environment',
      '\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}',
      ['[\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}]'],
    ],
    ['with a percent sign', '$5\\%$ of it', ['5\\%']],
    ['with less and more', '$a < b$ and $x<y>z$', ['a < b', 'x<y>z']],
  ])('%s', (_, answer, found) => {
    expect(formulas(answer)).toEqual(found);
  });

  it.each([
    ['prices in a sentence', 'It costs $5, not $10 or $15.50.'],
    ['a price range with a dash', '$20–$30 a month, or US$25'],
    ["a shell's variables", 'Set $HOME and ${PATH}, then echo $?'],
    ["a shell's process id", 'The $$ is the process id of the shell.'],
    ['a regular expression', 'Use ^\\d+$ and not \\d+$ there.'],
    ['jQuery', 'Call $(this).hide() and $("#a").show()'],
    ['doubled backslashes', 'Write \\\\(a\\\\) in TeX'],
    ['code (llama.cpp#17221)', 'Use `foo = "\\(bar\\)"` or `$x$`'],
    ['an open formula that nothing ends', '$$\n\nfirst\n\nsecond'],
  ])('are not: %s', (_, answer) => {
    expect(formulas(answer).filter((tex) => tex !== null)).toEqual([]);
  });

  it('is a bracket that is never closed for a while, and blocks again behind it', () => {
    const answer = `$$\n\n${'some words of a paragraph\n\n'.repeat(400)}`;
    expect(splitBlocks(answer).length).toBeGreaterThan(200);
  });
});

describe('text and code', () => {
  it.each([
    [
      'code to the letter (llama.cpp#17221)',
      '```python\nfoo = "\\(bar\\)" # $x$ a_b_c\n```',
      'foo = &quot;\\(bar\\)&quot; # $x$ a_b_c',
    ],
    ['names with underscores (llama.cpp#5335)', 'a_b_c and Test.xx_SCTP_With_Data', 'a_b_c and Test.xx_SCTP_With_Data'],
    ['line breaks in cells (llama.cpp#17462)', '| a |\n|---|\n| x<br>y |', '<td>x<br/>\ny</td>'],
    ['lists of HTML in cells', '| a |\n|---|\n| <ul><li>x</li></ul> |', '&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;&lt;/ul&gt;'],
    ['a fence between two items that is not indented', '1. a\n```js\nx\n```\n2. b', '<ol start="2">'],
    ['a fence of five backticks', '`````md\n````\n```\n````\n`````', '````\n```\n````'],
    ['a fence of tildes', '~~~\n```\n~~~', '```'],
    ['code with a backtick in it', '`` a`b ``', '<code>a`b</code>'],
    ['a link with parentheses', '[a](https://a.org/b_(c))', 'href="https://a.org/b_(c)"'],
    ['an address with marks', 'https://a.org/b_c_d*e', '>https://a.org/b_c_d*e</a>'],
    ['bold and italic', '***a***', '<em><strong>a</strong></em>'],
    ['bold beside Chinese quotation marks', '这是**“重点”**吗', '<strong>“重点”</strong>'],
    ['one tilde', '~5 or ~10 of H~2~O', '~5 or ~10 of H~2~O'],
    ['done and not', '- [x] a\n- [ ] b', '☑'],
    ['folded HTML', '<details><summary>a</summary>b</details>', '&lt;details&gt;&lt;summary&gt;a'],
    ['an entity in code', '`&nbsp;` and &lt;', '<code>&amp;nbsp;</code> and &lt;'],
    ['a path of Windows', 'C:\\new\\table\\x.txt', 'C:\\new\\table\\x.txt'],
    [
      'thoughts that an answer quotes (open-webui#16788)',
      'It wrote `<think>` and then <think>a</think>.',
      '&lt;think&gt;a&lt;/think&gt;',
    ],
    ['a table right behind a line', 'Here:\n| a | b |\n|---|---|\n| 1 | 2 |', '<td>1</td><td>2</td>'],
    ['a quotation with code', '> ```\n> a\n> ```', '<blockquote>'],
    ['lines between rules', 'a\n\n---\n\nb', '<hr/>'],
    ['right to left', 'مرحبا **بك**', '<strong>بك</strong>'],
  ])('%s', (_, answer, shown) => {
    expect(html(answer)).toContain(shown);
  });
});
