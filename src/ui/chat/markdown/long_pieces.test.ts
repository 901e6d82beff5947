import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Markdown as Rendered } from './markdown.tsx';
import { partsOf, takeLongPieces } from './blocks/long_pieces.ts';

// The page's stores need a browser; code asks one of them only whether lines wrap.
vi.mock('../../../store/stores.ts', () => ({}));
vi.mock('../../../store/hooks.ts', () => ({ useSettings: () => false }));

let Markdown: typeof Rendered;
beforeAll(async () => ({ Markdown } = await import('./markdown.tsx')));

const html = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

/** What stands between tags, in order. */
const words = (text: string) =>
  html(text)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
const rows = (indent: string) => lines(300, (at) => `${indent}| ${at} | **b${at}** |`);
const code = (indent: string) => lines(300, (at) => (at % 9 === 0 ? '' : `${indent}x${at} = |a| ** ${at} # $x$`));

describe('long tables and long code in lists', () => {
  it.each([
    ['a table', `Here:\n| a | b |\n|---|--:|\n${rows('')}\nend`],
    ['a table in a list', `- item\n\n  | a | b |\n  |---|---|\n${rows('  ')}\n  more\n- end`],
    ['a table right behind the mark of a list', `1. | a | b |\n   |---|---|\n${rows('   ')}2. end`],
  ])('%s has all its rows, formatted, in one table', (_, text) => {
    expect(takeLongPieces(text).pieces).toHaveLength(1);
    const shown = html(text);
    expect(shown.match(/<table/g)).toHaveLength(1);
    expect(shown.match(/<tr>/g)).toHaveLength(301);
    expect(shown.match(/<thead/g)).toHaveLength(1);
    expect(shown).toMatch(/<td[^>]*>299<\/td><td[^>]*><strong>b299<\/strong><\/td><\/tr><\/tbody>/);
    expect(words(text)).toMatch(/ 0 b0 1 b1 .* 298 b298 299 b299 .*end$/);
  });

  it.each([
    ['in an item', `1. first\n   \`\`\`py\n${code('   ')}   \`\`\`\n2. second`, ''],
    ['right behind the mark', `- \`\`\`py\n${code('  ')}  \`\`\`\n- second`, ''],
    ['in an item of an item', `- a\n  - b\n    \`\`\`py\n${code('    ')}    \`\`\`\n- second`, ''],
    ['still open', `1. second\n   \`\`\`py\n${code('   ')}`, ''],
    ['indented further', `- second\n\n  \`\`\`py\n${code('      ')}  \`\`\``, '    '],
  ])('code %s is shown to the letter', (_, text, indent) => {
    expect(takeLongPieces(text).pieces).toHaveLength(1);
    const shown = html(text);
    expect(shown).toContain('Code, py');
    expect(shown).toContain(`\n${indent}x298 = |a| ** 298 # $x$`);
    const [, block] = /<code>(.*)<\/code>/s.exec(shown)!;
    expect(block!.replace(/<[^>]*>/g, '').trimEnd()).toBe(code(indent).trimEnd());
    expect(words(text)).toContain('second');
  });

  it.each([
    ['code that leaves its list', `1. a\n   \`\`\`\n${code('')}   \`\`\``],
    ['a table whose head has other cells than the row below', `| a |\n|---|---|\n${rows('')}`],
    ['a table without pipes in front', `a | b\n---|---\n${lines(300, (at) => `${at} | b`)}`],
    ['what looks like a placeholder', `\uE0020\uE003\n\n| a | b |\n|---|---|\n${rows('')}`],
    ['a short table', '| a | b |\n|---|---|\n| 1 | 2 |'],
  ])('%s is left where it is', (_, text) => {
    expect(takeLongPieces(text)).toEqual({ text, pieces: [] });
  });

  it.each([
    ['a table in indented code', `a\n\n    | a | b |\n    |---|---|\n${rows('    ')}`],
    ['code in indented code', `a\n\n    \`\`\`\n${lines(300, (at) => `    b${at}`)}    \`\`\``],
    ['a table in code in a list', `- a\n  ~~~md\n  | a | b |\n  |---|---|\n${rows('  ')}  ~~~`],
  ])('%s is code', (_, text) => {
    const shown = words(text);
    expect(shown).toContain('b0');
    expect(shown).toContain('b299');
    expect(shown).not.toMatch(/[\uE002\uE003]/);
    expect(html(text)).not.toContain('<table');
  });

  it('are read in parts, of which only the last one changes while they grow', () => {
    const table = rows('');
    const whole = partsOf(table);
    expect(whole.map((part) => part.lines).join('')).toBe(table);
    expect(whole.length).toBeGreaterThan(2);
    for (let length = 1; length < table.length; length += 97) {
      const parts = partsOf(table.slice(0, length));
      expect(parts.slice(0, -1)).toEqual(whole.slice(0, parts.length - 1));
    }
  });
});
