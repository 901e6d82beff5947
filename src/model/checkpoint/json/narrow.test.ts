import { assert, float, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrow } from './narrow.ts';
import { widen } from '../safetensors/widen.ts';

const every = Uint16Array.from({ length: 65536 }, (_, half) => half);

describe.each(['F16', 'BF16'] as const)('narrowing to %s', (type) => {
  it('gives back every value that the type has', () => {
    const values = widen(new Uint8Array(every.buffer), type);
    const again = widen(narrow(values, type), type);
    // Object.is, as toEqual has it: zeros keep their sign, and a NaN stays one.
    expect([...again]).toEqual([...values]);
  });

  it('takes the nearest', () => {
    const digits = type === 'F16' ? 11 : 8;
    assert(
      property(float({ min: Math.fround(6.2e-5), max: 65000, noNaN: true }), (value) => {
        const [rounded] = widen(narrow(Float32Array.of(value, -value), type), type);
        expect(Math.abs(rounded! - value)).toBeLessThanOrEqual(2 ** (Math.floor(Math.log2(value)) - digits));
      }),
    );
  });

  it('takes the even one of two that are as near', () => {
    const half = type === 'F16' ? 2 ** -11 : 2 ** -8;
    expect([...widen(narrow(Float32Array.of(1 + half, 1 + 3 * half), type), type)]).toEqual([1, 1 + 4 * half]);
  });
});

it('has what f16 cannot hold infinite', () => {
  expect([...widen(narrow(Float32Array.of(65519, 65520, -1e38), 'F16'), 'F16')]).toEqual([65504, Infinity, -Infinity]);
});
