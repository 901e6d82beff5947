import { expect, test } from 'vitest';
import { toBf16 } from './bf16.ts';

test.each([
  ['exact', 1, 0x3f80],
  ['negative', -2, 0xc000],
  ['below a tie rounds down', 1 + 2 ** -8 - 2 ** -20, 0x3f80],
  ['above a tie rounds up', 1 + 2 ** -8 + 2 ** -20, 0x3f81],
  ['a tie rounds to even, here down', 1 + 2 ** -8, 0x3f80],
  ['a tie rounds to even, here up', 1 + 3 * 2 ** -8, 0x3f82],
  ['the published peak is exact', 96.5, 0x42c1],
])('%s', (_, value, bits) => {
  expect(toBf16(Float64Array.of(value))[0]).toBe(bits);
});
