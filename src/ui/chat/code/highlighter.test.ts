import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCode } from './code_parts.ts';
import { Highlighter } from './highlighter.ts';
import { fetchLanguage } from './languages.ts';

async function highlighter(language: string): Promise<Highlighter> {
  return new Highlighter((await fetchLanguage(language))!);
}

function tokensOf(highlighter: Highlighter, code: string) {
  const parts = splitCode(code);
  highlighter.follow(parts);
  return parts.flatMap((_, index) => highlighter.tokens(index) ?? []);
}

const kindsOf = async (language: string, code: string) =>
  tokensOf(await highlighter(language), code).flatMap(({ text, kind }) => (kind ? [`${kind} ${text}`] : []));

describe('the kinds of tokens', () => {
  it.each([
    [
      'py',
      'def f(x):  # why\n  return "a" + 1',
      ['keyword def', 'name f', 'comment # why', 'keyword return', 'string "a"', 'number 1'],
    ],
    ['TS', 'const a: string = `b`;', ['keyword const', 'name a', 'name string', 'string `b`']],
    ['rust', 'fn main() { 1 }', ['keyword fn', 'name main', 'number 1']],
    ['diff', '-a\n+b\n c', ['deleted -a', 'inserted +b']],
    ['html', '<p class="a">b</p>', ['name p', 'property class', 'string "a"', 'name p']],
    ['json', '{"a": true}', ['string "a"', 'number true']],
  ])('%s', async (language, code, kinds) => {
    expect(await kindsOf(language, code)).toEqual(kinds);
  });

  it('is none where a language is not known', async () => {
    expect(await fetchLanguage('brainf')).toBeNull();
    expect(await fetchLanguage('constructor')).toBeNull();
  });
});

it('a comment over several parts is one, and one that is closed later changes what follows', async () => {
  const python = await highlighter('python');
  const long = `"""\n${'words\n'.repeat(120)}`;
  expect(tokensOf(python, long).every(({ kind }) => kind === 'string' || kind === null)).toBe(true);
  expect(tokensOf(python, `${long}"""\nimport os`).at(-2)).toMatchObject({ text: 'import', kind: 'keyword' });
  expect(tokensOf(python, 'import os')[0]).toMatchObject({ text: 'import', kind: 'keyword' });
});

it('parts far down are read step by step', async () => {
  const python = await highlighter('python');
  const parts = splitCode('x = 1\n'.repeat(500));
  python.follow(parts);
  expect(python.tokens(9)).toBeNull();
  python.readOn(9, -Infinity);
  expect(python.tokens(9)).toBeNull();
  python.readOn(9, Infinity);
  expect(python.tokens(9)).not.toBeNull();
});

it('colours do not depend on what was highlighted before', async () => {
  const tokenizer = (await fetchLanguage('js'))!;
  const code = '\\{a<';
  const alone = tokensOf(new Highlighter(tokenizer), code);
  for (const before of ['{a<', '"', 'a', '=', '\\{']) {
    tokensOf(new Highlighter(tokenizer), before);
    expect(tokensOf(new Highlighter(tokenizer), code), before).toEqual(alone);
  }
});

it.each(['js', 'python', 'bash', 'cpp', 'html', 'css', 'sql', 'yaml', 'rust', 'latex', 'ruby', 'perl'])(
  'highlighting %s shows every byte, and is the same however the code arrived',
  async (language) => {
    const pieces = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r\n',
      '\t',
      '"',
      "'",
      '`',
      '/*',
      '*/',
      '#',
      '<',
      '>',
      '{',
      '}',
      '$',
      '\\',
      '🙂',
      '=',
      '\n'.repeat(60),
    );
    const tokenizer = (await fetchLanguage(language))!;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        const growing = new Highlighter(tokenizer);
        list.forEach((_, at) => tokensOf(growing, list.slice(0, at).join('')));
        const code = list.join('');
        const tokens = tokensOf(growing, code);
        expect(tokens.map(({ text }) => text).join('')).toBe(code);
        expect(tokens).toEqual(tokensOf(new Highlighter(tokenizer), code));
      }),
      { numRuns: 30 },
    );
  },
);
