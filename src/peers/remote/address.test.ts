import { expect, it } from 'vitest';
import { serverAddress } from './address.ts';

const at = (typed: string, protocol = 'http:') => serverAddress(typed, { protocol });

it.each([
  ['localhost:8000', 'http://localhost:8000'],
  [' http://127.0.0.1:8080/ ', 'http://127.0.0.1:8080'],
  ['https://example.org/v1', 'https://example.org'],
  ['https://example.org/team/v1/', 'https://example.org/team'],
  ['example.org/?key=1#x', 'http://example.org'],
])('%j is a server at %s', (typed, base) => {
  expect(at(typed)).toBe(base);
});

it.each(['', '  ', 'ftp://example.org', 'http://', 'file:///etc/passwd'])('%j is none', (typed) => {
  expect(() => at(typed)).toThrow('write one such as http://localhost:8000');
});

it('takes no key in an address', () => {
  expect(() => at('http://me:secret@example.org')).toThrow('the key in its own field');
});

it('says what a page over HTTPS may not do', () => {
  expect(() => at('http://example.org', 'https:')).toThrow(
    'A page served over HTTPS may not ask example.org over HTTP',
  );
  expect(at('http://localhost:8000', 'https:')).toBe('http://localhost:8000');
});
