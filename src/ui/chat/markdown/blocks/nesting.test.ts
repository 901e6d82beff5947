import { expect, it } from 'vitest';
import { nestsDeeply } from './nesting.ts';

const levels = (count: number, line: (level: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

it.each([
  ['10,000 quotations', `${'>'.repeat(10_000)} a`],
  ['quotations with spaces', `a\n\n${'> '.repeat(20)}a`],
  ['quotations, one deeper in each line', levels(300, (n) => `${'> '.repeat(n)}a`)],
  ['lists in a line', '- 1. '.repeat(100)],
  ['lists, one deeper in each line', levels(300, (n) => `${'  '.repeat(n)}- a`)],
])('%s are too deep', (_, text) => {
  expect(nestsDeeply(text)).toBe(true);
});

it.each([
  ['a few quotations', levels(10, (n) => `${'> '.repeat(n)}a`)],
  ['a few lists', levels(12, (n) => `${'    '.repeat(n)}1. a`)],
  ['a rule', '-'.repeat(100)],
  ['a rule with spaces between', '* '.repeat(19)],
  ['an arrow', `a ${'-'.repeat(40)}> b`],
  ['code that is indented far', `${' '.repeat(80)}return a - b`],
])('%s is not', (_, text) => {
  expect(nestsDeeply(text)).toBe(false);
});
