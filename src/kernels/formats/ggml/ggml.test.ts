import { array, assert, constantFrom, float, integer, property, tuple, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../formats.ts';

const f16 = formatOf('F16');

/** ggml's dequantize_row_* (ggml-quants.c), step by step in f32: the definition of each format, on bytes as files have them. */
const definitions = {
  Q8_0: (block: DataView) => {
    const d = half(block, 0);
    return Array.from({ length: 32 }, (_, i) => f32(block.getInt8(2 + i) * d));
  },
  Q4_0: (block: DataView) => {
    const d = half(block, 0);
    const low = Array.from({ length: 16 }, (_, i) => f32(((block.getUint8(2 + i) & 15) - 8) * d));
    const high = Array.from({ length: 16 }, (_, i) => f32(((block.getUint8(2 + i) >> 4) - 8) * d));
    return [...low, ...high];
  },
  Q4_K: (block: DataView) => {
    return kBlocks(block, (j, l) => [block.getUint8(16 + j * 32 + l) & 15, block.getUint8(16 + j * 32 + l) >> 4]);
  },
  Q5_K: (block: DataView) => {
    return kBlocks(block, (j, l) => {
      const [fifths, codes] = [block.getUint8(16 + l), block.getUint8(48 + j * 32 + l)];
      return [(codes & 15) + ((fifths >> (2 * j)) & 1) * 16, (codes >> 4) + ((fifths >> (2 * j + 1)) & 1) * 16];
    });
  },
  Q6_K: (block: DataView) => {
    const d = half(block, 208);
    const values: number[] = [];
    for (let n = 0; n < 2; n++) {
      for (let l = 0; l < 32; l++) {
        const [a, b] = [block.getUint8(n * 64 + l), block.getUint8(n * 64 + l + 32)];
        const high = block.getUint8(128 + n * 32 + l);
        const codes = [a & 15, b & 15, a >> 4, b >> 4].map((low, q) => (low | (((high >> (2 * q)) & 3) << 4)) - 32);
        codes.forEach((code, q) => {
          const scale = block.getInt8(192 + n * 8 + q * 2 + (l >> 4));
          values[n * 128 + q * 32 + l] = f32(f32(d * scale) * code);
        });
      }
    }
    return values;
  },
};

/** Of Q4_K and Q5_K, given the codes of elements `l` and `l + 32` of 64. */
function kBlocks(block: DataView, codes: (j: number, l: number) => [number, number]): number[] {
  const [d, min] = [half(block, 0), half(block, 2)];
  const q = (i: number) => block.getUint8(4 + i);
  const scaleMin = (j: number) =>
    j < 4
      ? [q(j) & 63, q(j + 4) & 63]
      : [(q(j + 4) & 15) | ((q(j - 4) >> 6) << 4), (q(j + 4) >> 4) | ((q(j) >> 6) << 4)];
  const values: number[] = [];
  for (let j = 0; j < 4; j++) {
    const [first, second] = [scaleMin(2 * j), scaleMin(2 * j + 1)];
    for (let l = 0; l < 32; l++) {
      const [a, b] = codes(j, l);
      values[j * 64 + l] = f32(f32(f32(d * first[0]!) * a) - f32(min * first[1]!));
      values[j * 64 + l + 32] = f32(f32(f32(d * second[0]!) * b) - f32(min * second[1]!));
    }
  }
  return values;
}

const f32 = Math.fround;
const half = (block: DataView, at: number) => f16.decode(new Uint8Array(block.buffer, block.byteOffset + at, 2), 1)[0]!;

/** Factors and scales that are subnormal, negative, zero and as large as can be, among ordinary ones. */
const halfBits = constantFrom(0, 0x8000, 1, 0x83ff, 0x0400, 0x1400, 0x9c00, 0x3c00, 0x7bff, 0xfbff);

/** Where each has its factors in a block of a file. */
const factors = { Q8_0: [0], Q4_0: [0], Q4_K: [0, 2], Q5_K: [0, 2], Q6_K: [208] };

const types = Object.keys(definitions) as (keyof typeof definitions)[];

describe.each(types)('%s', (type) => {
  const { stored, unit, decode, encode } = formatOf(type);
  const { elements, bytes: blockBytes } = stored.block;

  function fileBlocks(count: number) {
    return tuple(
      uint8Array({ minLength: count * blockBytes, maxLength: count * blockBytes }),
      array(halfBits, { minLength: count * 2, maxLength: count * 2 }),
    ).map(([bytes, halves]) => {
      const file = Uint8Array.from(bytes);
      const view = new DataView(file.buffer);
      for (let n = 0; n < count; n++) {
        factors[type].forEach((at, i) => view.setUint16(n * blockBytes + at, halves[n * 2 + i]!, true));
      }
      return file;
    });
  }

  test('is worth what ggml makes of a file, to the bit', () => {
    const blocks = integer({ min: 1, max: (3 * unit.elements) / elements });
    assert(
      property(blocks.chain(fileBlocks), (file) => {
        const count = (file.length / blockBytes) * elements;
        const expected = Array.from({ length: file.length / blockBytes }, (_, n) =>
          definitions[type](new DataView(file.buffer, n * blockBytes, blockBytes)),
        ).flat();
        expect([...decode(stored.toUnits(file), count)]).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('takes bytes from the middle of a buffer', () => {
    const file = Uint8Array.from({ length: 2 + (unit.elements / elements) * blockBytes }, (_, i) => (i * 37) & 0x3f);
    const alone = stored.toUnits(file.slice(2));
    expect(stored.toUnits(file.subarray(2))).toEqual(alone);
  });

  test('encodes to within a step of the largest value of a block', () => {
    const range = float({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true });
    const step = { Q8_0: 1 / 127, Q4_0: 1 / 7, Q4_K: 2 / 15, Q5_K: 2 / 31, Q6_K: 1 / 16 }[type];
    // A scale below half of the smallest f16 is 0. Q6_K multiplies it by the most: a scale of 127 and a code of 32.
    const vanishes = 2 ** -25 * 127 * 32;
    assert(
      property(array(range, { minLength: 1, maxLength: unit.elements }), (values) => {
        const largest = Math.max(...values.map(Math.abs));
        decode(encode(values), values.length).forEach((value, i) => {
          expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(largest * step * 1.1 + vanishes);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('encodes what is too large or too small as the nearest that it has', () => {
    for (const size of [0, 1e-9, 1e9]) {
      const values = Array.from({ length: unit.elements }, (_, i) => (i % 2 === 0 ? size : -size));
      expect(decode(encode(values), values.length).every(Number.isFinite)).toBe(true);
    }
  });
});
