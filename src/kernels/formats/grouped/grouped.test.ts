import { array, assert, constantFrom, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affineFormats } from './affine.ts';
import { e4m3Value, fp8 } from './fp8.ts';
import { groupSizes, packGroups, unpackGroups } from './layout.ts';
import { zeroPointFormats } from './zero_point.ts';

const decoderOf = (wanted: string) =>
  [...affineFormats, ...zeroPointFormats].find(({ name }) => name === wanted)!.decode;

const groupings = ([4, 8] as const).flatMap((bits) => groupSizes.map((group) => ({ bits, group })));

test.each(groupings)('$bits bits in groups of $group: every code and parameter has a place of its own', (grouping) => {
  const count = 8 * grouping.group;
  const codes = Array.from({ length: count }, (_, i) => (i * 7) % 2 ** grouping.bits);
  let group = 0;
  const bytes = packGroups(codes, grouping, (own) => ({ codes: own, parameters: group++ }));
  expect([...unpackGroups(bytes, count, grouping, () => (code) => code)]).toEqual(codes);
  const parameters = [...unpackGroups(bytes, count, grouping, (word) => () => word)];
  expect(parameters).toEqual(codes.map((_, i) => Math.floor(i / grouping.group)));
});

describe.each([...affineFormats, ...zeroPointFormats])('$name', ({ encode, decode, unit, name }) => {
  test('keeps a group to half a step, and what its scale and bias lose', () => {
    const bits = Number(/\d/.exec(name)![0]);
    const group = unit.elements / 4;
    assert(
      property(
        array(double({ min: -1, max: 1, noNaN: true }), { minLength: group, maxLength: group }),
        constantFrom(1, 1e-3, 100),
        (shares, size) => {
          const values = shares.map((share) => share * size);
          const step = (Math.max(0, ...values) - Math.min(0, ...values)) / (2 ** bits - 1);
          const rounding = 2 ** -8 * Math.max(...values.map(Math.abs)) * 2;
          decode(encode(values), group).forEach((value, i) => {
            expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(1.01 * step + rounding + 2 ** (bits - 24));
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});

test('affine groups are a line of their codes', () => {
  // scale 0.5 and bias -2 in bf16; codes 0, 1 and 15.
  const bytes = new Uint8Array(80);
  bytes.set([0x10, 0x0f], 0);
  bytes.set([0x00, 0x3f, 0x00, 0xc0], 64);
  expect([...decoderOf('AFFINE4_G32_BF16')(bytes, 3)]).toEqual([-2, -1.5, 5.5]);
});

test('zero points are subtracted before the scale', () => {
  // scale 0.5 in f32 and zero point 8; codes 0, 8 and 15.
  const bytes = new Uint8Array(80);
  bytes.set([0x80, 0x0f], 0);
  bytes.set([0x08, 0x00, 0x00, 0x3f], 64);
  expect([...decoderOf('INT4_G32')(bytes, 3)]).toEqual([-4, 0, 3.5]);
});

test('e4m3fn has its published values', () => {
  const values = Array.from({ length: 256 }, (_, code) => e4m3Value(code));
  expect([0x00, 0x01, 0x07, 0x08, 0x38, 0x7e, 0xfe].map((code) => values[code])).toEqual([
    0,
    2 ** -9,
    7 * 2 ** -9,
    2 ** -6,
    1,
    448,
    -448,
  ]);
  expect(values.filter(Number.isNaN)).toHaveLength(2);
  expect(new Set(values.slice(0, 127)).size).toBe(127);
});

test('FP8 takes the nearest value of its scale', () => {
  const values = Array.from({ length: 128 }, (_, i) => Math.sin(i) * 2 ** -(i % 20));
  const largest = Math.max(...values.map(Math.abs));
  fp8.decode(fp8.encode(values), 128).forEach((value, i) => {
    const spacing = Math.max(Math.abs(values[i]!) / 16, (largest / 448) * 2 ** -10);
    expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(1.001 * spacing);
  });
});
