import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { philox2x32, uniform } from './random.ts';

describe('philox2x32', () => {
  // From kat_vectors of Random123, its authors' own library.
  test.each([
    { counter: [0, 0], key: 0, expected: [0xff1d_ae59, 0x6cd1_0df2] },
    { counter: [0xffff_ffff, 0xffff_ffff], key: 0xffff_ffff, expected: [0x2c3f_628b, 0xab4f_d7ad] },
    { counter: [0x243f_6a88, 0x85a3_08d3], key: 0x1319_8a2e, expected: [0xdd7c_e038, 0xf62a_4c12] },
  ] as const)('gives the known answer for key $key', ({ counter, key, expected }) => {
    expect(philox2x32(counter, key)).toEqual(expected);
  });

  test('multiplies as 64-bit integers do', () => {
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(word, word, word, (first, second, key) => {
        expect(philox2x32([first, second], key)).toEqual(withBigInts(first, second, key));
      }),
      { seed: 1 },
    );
  });
});

function withBigInts(first: number, second: number, key: number): number[] {
  let [left, right, k] = [BigInt(first), BigInt(second), BigInt(key)];
  for (let round = 0; round < 10; round += 1) {
    const product = 0xd256d193n * left;
    left = (product >> 32n) ^ k ^ right;
    right = product & 0xffffffffn;
    k = (k + 0x9e3779b9n) & 0xffffffffn;
  }
  return [Number(left), Number(right)];
}

test('uniform numbers fill [0, 1) evenly and differ with seed and step', () => {
  const numbers = Array.from({ length: 4096 }, (_, step) => uniform(7, step));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const bins = Array.from({ length: 16 }, (_, bin) => numbers.filter((u) => Math.floor(u * 16) === bin).length);
  const chiSquare = bins.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0);
  // 15 degrees of freedom: 99.9 % of all seeds stay below.
  expect(chiSquare).toBeLessThan(37.7);
  expect(new Set([...numbers, ...numbers.map((_, step) => uniform(8, step))]).size).toBe(8192);
});
