import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Markdown as Rendered } from './markdown.tsx';

// The page's stores need a browser; code asks one of them only whether lines wrap.
vi.mock('../../../store/stores.ts', () => ({}));
vi.mock('../../../store/hooks.ts', () => ({ useSettings: () => false }));

let Markdown: typeof Rendered;
beforeAll(async () => ({ Markdown } = await import('./markdown.tsx')));

const html = (text: string) =>
  renderToStaticMarkup(createElement(Markdown, { text })).replace(
    / (?:class|dir|tabindex|role|target|rel|aria-label)="[^"]*"/g,
    '',
  );

describe('Markdown as models write it', () => {
  it.each([
    ['Markdown between tags', '<answer>\n**a**\n</answer>', '&lt;answer&gt;<br/>\n<strong>a</strong><br/>'],
    ['products', '2*3*4 and a*b*c', '2*3*4 and a*b*c'],
    ['emphasis between Chinese characters', '这*很*好', '这<em>很</em>好'],
    ["Python's names", '__init__ and __main__.py, __bold__', '__init__ and __main__.py, <strong>bold</strong>'],
    ['an index and a call', 'handlers[0](event)', 'handlers[0](event)'],
    [
      'two addresses between Chinese commas',
      'https://a.org/b、https://c.org/d。',
      '<a href="https://c.org/d">https://c.org/d</a>。',
    ],
    ['a scheme in capitals', 'HTTPS://a.org', '<a href="https://a.org">HTTPS://a.org</a>'],
    ['pipes in code in a table', '| a | b |\n|---|---|\n| `||` | or |', '<td><code>||</code></td><td>or</td>'],
    ['escaped pipes', '| a | b |\n|---|---|\n| `x \\| y` | z |', '<td><code>x | y</code></td><td>z</td>'],
    ['a row that is too long', '| a |\n|---|\n| x | `y` |', '<td>x</td><td><code>y</code></td>'],
    ['a table in code', '- x\n  ```\n  | a |\n  |---|\n  | `|` |\n  ```', '| `|` |'],
  ])('%s', (_, text, shown) => {
    expect(html(text)).toContain(shown);
  });

  it.each([
    ['letters that look like others', 'https://аррӏе.com', 'xn--80ak6aa92e.com'],
    ['a name before the host', '[a](https://good.org@bad.org)', 'bad.org'],
    ['a text that is another address', '[good.com/a](https://bad.org/a)', 'bad.org'],
  ])('tells where a link leads: %s', (_, text, host) => {
    expect(html(text)).toMatch(new RegExp(`</a> \\(${host}\\)</p>`));
  });

  it('tells nothing where a link says it', () => {
    for (const text of ['[www.good.org/a](https://good.org/b)', '[README.md](https://good.org)', 'https://good.org']) {
      expect(html(text)).toMatch(/<\/a><\/p>/);
    }
  });
});
