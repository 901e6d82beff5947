import { assert, double, float, array, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { shaderFiles } from '../compose.ts';
import { formatNames, formatOf, quantisedTypes, weightTypes } from './formats.ts';

/** The formats of shaders/grouped, which share a decoder. */
const isGrouped = (code: number) => code >= 64;

describe.each(formatNames)('%s', (name) => {
  const { code, unit, stored, encode, decode, vec8sPerChunk, dense } = formatOf(name);

  test('has a decoder that knows it by its code, and a place in the list of its kind', () => {
    if (isGrouped(code)) return;
    const file = name.toLowerCase();
    const [, decoder] = Object.entries(shaderFiles).find(([path]) => path.endsWith(`/${file}.wgsl`))!;
    expect(decoder.text).toContain(`\nconst WEIGHT_${name} = ${code}u;\n`);
    expect(shaderFiles[`../../shaders/formats/${dense ? 'weight' : 'blocks'}.wgsl`]!.needs).toContain(decoder);
  });

  test('has a code of its own', () => {
    expect(Object.values(weightTypes).filter((other) => other === code)).toHaveLength(1);
  });

  test('has units of whole words, and of whole chunks where it is read by chunks', () => {
    expect(unit.bytes % 4).toBe(0);
    expect(vec8sPerChunk === 1 || unit.elements % (8 * vec8sPerChunk) === 0).toBe(true);
  });

  test('encodes a unit in the bytes that it takes, and whole units of a file likewise', () => {
    const bytes = encode(new Float32Array(3 * unit.elements));
    expect(bytes.byteLength).toBe(3 * unit.bytes);
    if (!stored) return;
    expect(unit.elements % stored.block.elements).toBe(0);
    const blocks = (3 * unit.elements) / stored.block.elements;
    expect(stored.toUnits(new Uint8Array(blocks * stored.block.bytes)).byteLength).toBe(3 * unit.bytes);
  });

  test('encodes as many values as there are', () => {
    assert(
      property(array(double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 2 * unit.elements }), (values) => {
        expect(decode(encode(values), values.length)).toHaveLength(values.length);
      }),
      { numRuns: 20 },
    );
  });
});

test.each(formatNames.filter((name) => isGrouped(formatOf(name).code)))('%s says in its code what it is', (name) => {
  const { code, unit, vec8sPerChunk } = formatOf(name);
  const { text } = shaderFiles['../../shaders/grouped/grouped_layout.wgsl']!;
  const [, , type] = name.split('_');
  const kind = name.startsWith('AFFINE') ? `AFFINE_${type}` : name.startsWith('INT') ? 'ZERO_POINT' : 'FP8';
  expect(text).toContain(`\nconst ${kind} = ${Math.floor((code - 64) / 16)}u;\n`);
  const group = 32 << (code & 3);
  const bits = code & 8 ? 8 : 4;
  expect(name).toMatch(kind === 'FP8' ? /^FP8$/ : new RegExp(`^[A-Z]+${bits}_G${group}(_B?F16)?$`));
  expect([unit.elements, unit.bytes, vec8sPerChunk]).toEqual([4 * group, (group * bits) / 2 + 16, 16 / bits]);
});

const every = Uint16Array.from({ length: 65536 }, (_, half) => half);

describe.each(['F16', 'BF16'] as const)('%s', (type) => {
  const { encode, decode, dense } = formatOf(type);
  const rounded = (...values: number[]) => [...decode(encode(values), values.length)];

  it('gives back every value that it has', () => {
    const values = decode(new Uint8Array(every.buffer), every.length);
    // Object.is, as toEqual has it: zeros keep their sign, and a NaN stays one.
    expect([...decode(encode(values), every.length)]).toEqual([...values]);
  });

  it('takes the nearest value', () => {
    const digits = type === 'F16' ? 11 : 8;
    assert(
      property(float({ min: Math.fround(6.2e-5), max: 65000, noNaN: true }), (value) => {
        const [nearest] = rounded(value, -value);
        expect(Math.abs(nearest! - value)).toBeLessThanOrEqual(2 ** (Math.floor(Math.log2(value)) - digits));
      }),
    );
  });

  it('takes the even one of two that are as near', () => {
    const half = type === 'F16' ? 2 ** -11 : 2 ** -8;
    expect(rounded(1 + half, 1 + 3 * half)).toEqual([1, 1 + 4 * half]);
  });

  it('knows its limits', () => {
    const finite = [...decode(new Uint8Array(every.buffer), every.length)].filter(Number.isFinite);
    expect(Math.max(...finite)).toBe(dense.max);
    expect(finite).toContain(dense.minNormal);
  });
});

test('F16 is infinite from 65520 on', () => {
  const { encode, decode } = formatOf('F16');
  expect([...decode(encode([65519, 65520, -1e38]), 3)]).toEqual([65504, Infinity, -Infinity]);
});

test('F16 decodes normals, subnormals and what is not finite', () => {
  const bits = Uint16Array.of(0x3c00, 0xc900, 0x0001, 0x7bff, 0xfc00, 0x7e00);
  expect([...formatOf('F16').decode(new Uint8Array(bits.buffer), 6)]).toEqual([
    1,
    -10,
    2 ** -24,
    65504,
    -Infinity,
    NaN,
  ]);
});

test('BF16 is the upper half of an f32', () => {
  const bits = Uint16Array.of(0x3f80, 0xc120, 0x0001);
  expect([...formatOf('BF16').decode(new Uint8Array(bits.buffer), 3)]).toEqual([1, -10, 2 ** -133]);
});

test('F32 is decoded from any position in a buffer', () => {
  const whole = new Uint8Array([0, ...new Uint8Array(Float32Array.of(1.5, -2).buffer)]);
  expect([...formatOf('F32').decode(whole.subarray(1), 2)]).toEqual([1.5, -2]);
});

test('an odd count of 16-bit values is padded with zeros to whole words', () => {
  const bytes = formatOf('BF16').stored.toUnits(Uint8Array.of(1, 2, 3, 4, 5, 6));
  expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6, 0, 0]);
});

test.each(quantisedTypes)('%s keeps a block to half a step of its scale', (type) => {
  const { encode, decode, quantised } = formatOf(type);
  const { code_bits: bits } = quantised.constants;
  const values = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i) * 2 ** (i >> 5));
  const rounded = decode(encode(values), values.length);
  for (let block = 0; block < 8; block++) {
    const extreme = Math.max(...values.subarray(block * 32, block * 32 + 32).map(Math.abs));
    // A clamped extreme is at most 1.6 steps away; scales are rounded to 8 bits.
    const step = (extreme / (2 ** (bits - 1) - 1)) * (1 + 2 ** -7);
    for (let i = block * 32; i < block * 32 + 32; i++) {
      expect(Math.abs(rounded[i]! - values[i]!)).toBeLessThanOrEqual(bits === 8 ? step / 2 : 1.6 * step);
    }
  }
});
