import { describe, expect, test } from 'vitest';
import { joined, retryAfter, sameVersion, versionOf } from './headers.ts';

const answer = (status: number, headers: Record<string, string>) => new Response(null, { status, headers });

const now = Date.UTC(2026, 10, 28, 12);
test.each([
  ['7', 7000],
  ['0', 0],
  [new Date(now + 90_000).toUTCString(), 90_000],
  [new Date(now - 90_000).toUTCString(), 0],
  ['soon', null],
  ['', null],
])('Retry-After: %s', (header, expected) => {
  expect(retryAfter(new Headers({ 'Retry-After': header }), now)).toBe(expected);
});

describe('a size', () => {
  test.each<[string, number, Record<string, string>, number | null]>([
    ['of a range', 206, { 'Content-Range': 'bytes 0-0/77', 'Content-Length': '1' }, 77],
    ['of a range of unknown length', 206, { 'Content-Range': 'bytes 0-0/*', 'Content-Length': '1' }, null],
    ['of a range that hides it', 206, { 'Content-Length': '1' }, null],
    ['of the whole', 200, { 'Content-Length': '77' }, 77],
    ['of what is compressed on the way', 200, { 'Content-Length': '50', 'Content-Encoding': 'gzip' }, null],
    ['that is none', 200, { 'Content-Length': 'many' }, null],
  ])('%s', (_name, status, headers, expected) => {
    expect(versionOf(answer(status, headers)).bytes).toBe(expected);
  });
});

describe('a version', () => {
  const version = (headers: Record<string, string>) => versionOf(answer(200, headers));
  test.each<[string, Record<string, string>, Record<string, string>, boolean]>([
    ['equal ETags', { ETag: '"1"' }, { ETag: '"1"' }, true],
    ['other ETags', { ETag: '"1"' }, { ETag: '"2"' }, false],
    ['an ETag made weak by compression', { ETag: '"1"' }, { ETag: 'W/"1"' }, true],
    ['another size', { ETag: '"1"', 'Content-Length': '7' }, { ETag: '"1"', 'Content-Length': '8' }, false],
    ['a later date', { 'Last-Modified': 'Mon' }, { 'Last-Modified': 'Tue' }, false],
    ['nothing known', {}, { ETag: '"2"' }, true],
  ])('%s', (_name, before, after, same) => {
    expect(sameVersion(version(before), version(after))).toBe(same);
  });

  test('is put together from what answers say', () => {
    const known = version({ ETag: '"1"', 'Content-Length': '7', 'X-Linked-ETag': `"${'ab'.repeat(32)}"` });
    expect(joined(known, versionOf(answer(206, { 'Last-Modified': 'Mon' })))).toMatchObject({
      bytes: 7,
      etag: '"1"',
      lastModified: 'Mon',
      sha256: 'ab'.repeat(32),
    });
  });
});
