import { afterEach, expect, test } from 'vitest';
import { catalogue, speak } from './catalogue.ts';
import { language, preferredLanguage } from './language.ts';
import { day, joined, listed } from './localized.ts';

const plain = { hello: 'Hello', bye: 'Goodbye' } as const;
let fails = false;
const chinese = () => (fails ? Promise.reject(new Error('offline')) : Promise.resolve({ hello: '你好', bye: '再见' }));
const t = catalogue(plain, { 'zh-Hans': chinese });

afterEach(async () => {
  fails = false;
  await speak('en');
});

test('the page speaks another language once its strings are there, and not before', async () => {
  expect([t('hello'), language()]).toEqual(['Hello', 'en']);
  const spoken = speak('zh-Hans');
  expect([t('hello'), language()]).toEqual(['Hello', 'en']);
  await spoken;
  expect([t('hello'), t('bye'), language()]).toEqual(['你好', '再见', 'zh-Hans']);
});

test('where strings cannot be fetched, the language stays as it is', async () => {
  fails = true;
  const other = catalogue(plain, { 'zh-Hans': chinese });
  await expect(speak('zh-Hans')).rejects.toThrow('offline');
  expect([other('hello'), language()]).toEqual(['Hello', 'en']);
});

test('of two languages that are wanted in a row, the page speaks the last', async () => {
  await Promise.all([speak('zh-Hans'), speak('en')]);
  expect(language()).toBe('en');
});

test.each([
  [['zh-CN', 'en'], 'zh-Hans'],
  [['zh'], 'zh-Hans'],
  [['zh-Hans-HK'], 'zh-Hans'],
  [['zh-TW', 'en'], 'en'],
  [['zh-Hant'], 'en'],
  [['de', 'zh-SG'], 'zh-Hans'],
  [['en-GB', 'zh-CN'], 'en'],
  [['de-DE'], 'en'],
  [[], 'en'],
  [['C', ''], 'en'],
])('a browser in %j has the page in %s', (tags, expected) => {
  expect(preferredLanguage(tags)).toBe(expected);
});

test('dates, lists and sentences are as the language has them', async () => {
  const now = Date.UTC(2026, 10, 29, 12);
  expect(day(now - 2 * 86_400_000, now)).toBe('2 days ago');
  expect([listed(['q', 'k', 'v']), joined('One.', 'Two.')]).toEqual(['q, k and v', 'One. Two.']);
  await speak('zh-Hans');
  expect(day(now, now)).toBe('今天');
  expect([listed(['q', 'k', 'v']), joined('一。', '二。')]).toEqual(['q、k和v', '一。二。']);
});
