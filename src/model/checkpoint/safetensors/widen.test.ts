import { expect, test } from 'vitest';
import { widen } from './widen.ts';

const bytes = (...halves: number[]) => new Uint8Array(Uint16Array.of(...halves).buffer);

test('bf16 is the upper half of an f32', () => {
  expect([...widen(bytes(0x3f80, 0xc120, 0x0001), 'BF16')]).toEqual([1, -10, 2 ** -133]);
});

test('f16 widens normals, subnormals and what is not finite', () => {
  expect([...widen(bytes(0x3c00, 0xc900, 0x0001, 0x7bff, 0xfc00, 0x7e00), 'F16')]).toEqual([
    1,
    -10,
    2 ** -24,
    65504,
    Number.NEGATIVE_INFINITY,
    NaN,
  ]);
});

test('f32 stays as it is, from any place in a buffer', () => {
  const whole = new Uint8Array([0, ...new Uint8Array(Float32Array.of(1.5, -2).buffer)]);
  expect([...widen(whole.subarray(1), 'F32')]).toEqual([1.5, -2]);
});
