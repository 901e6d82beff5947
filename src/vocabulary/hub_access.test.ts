import { expect, test } from 'vitest';
import { hubAddress } from './hub_access.ts';

test.each([
  ['https://mirror.example', 'https://mirror.example/'],
  [' mirror.example ', 'https://mirror.example/'],
  ['https://mirror.example/hf?x=1#y', 'https://mirror.example/hf/'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
  ['', null],
  ['ftp://mirror.example', null],
  ['https://me:word@mirror.example', null],
  ['not a host', null],
  ['javascript:alert(1)', null],
])('"%s" is the hub at %s', (typed, address) => {
  expect(hubAddress(typed)).toBe(address);
});
