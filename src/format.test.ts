import { expect, it } from 'vitest';
import { bytes, bytesPerSecond, clipped, controlsShown, count, duration, parameters, tokenRate } from './format.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [999_499, '999 kB'],
  [999_600, '1.00 MB'],
  [12_345_678, '12.3 MB'],
  [1_192_099_840, '1.19 GB'],
  [8_044_982_000, '8.04 GB'],
  [5e15, '5000 TB'],
])('writes %d bytes as %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

it.each([
  [800, '800'],
  [254_976, '255K'],
  [596_049_920, '596M'],
  [4_022_468_096, '4.02B'],
])('writes %d parameters as %s', (value, text) => {
  expect(parameters(value)).toBe(text);
});

it.each([
  [0, '0 ms'],
  [87.4, '87 ms'],
  [999.6, '1.0 s'],
  [9_949, '9.9 s'],
  [9_951, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('writes %d ms as %s', (value, text) => {
  expect(duration(value)).toBe(text);
});

it('cuts no character in half', () => {
  expect([0, 1, 2, 3, 9].map((length) => clipped('a🙂b', length))).toEqual(['', 'a', 'a', 'a🙂', 'a🙂b']);
});

it('shows what a terminal would obey', () => {
  expect(controlsShown('a\x1b[31m\x07\0\x7f\x9b2J')).toBe('a␛[31m␇␀␡\ufffd2J');
  expect(controlsShown('\ta\r\n é 你 🙂\u202e')).toBe('\ta\r\n é 你 🙂\u202e');
});

it('writes rates and counts', () => {
  expect([0.5, 9.994, 42.06, 99.96].map(tokenRate)).toEqual(['0.50 tok/s', '9.99 tok/s', '42.1 tok/s', '100 tok/s']);
  expect(bytesPerSecond(2_500_000)).toBe('2.50 MB/s');
  expect(count(1234567)).toBe('1,234,567');
});
