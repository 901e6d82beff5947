import { expect, test } from 'vitest';
import { formatOf } from '../../../../src/kernels/formats/formats.ts';
import { encodeFloats } from './floats.ts';
import { blockScales, randomFloats, randomNibbles } from './random_weights.ts';

function decodeF16({ buffer, byteOffset, byteLength }: Uint8Array): number[] {
  return [...formatOf('F16').decode(new Uint8Array(buffer, byteOffset, byteLength), byteLength / 2)];
}

function rms(values: number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}

test.each([1, 0.03, 0.005])('random floats have a root mean square near %f', (wanted) => {
  const decoded = decodeF16(randomFloats(4096, 'float16', wanted, 1));
  const floats = Array.from(new Float32Array(randomFloats(4096, 'float32', wanted, 1).buffer));
  for (const values of [decoded, floats]) {
    expect(Math.abs(Math.log2(rms(values) / wanted))).toBeLessThan(0.6);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0))).toBeLessThan(4096 * wanted * 0.1);
  }
});

test('random nibbles times their scale have one too', () => {
  const nibbles = Array.from(randomNibbles(4096, 1)).flatMap((byte) => [(byte & 15) - 8, (byte >> 4) - 8]);
  const scale = new Float32Array(blockScales(1, 'float32', 0.03).buffer)[0]!;
  expect(Math.abs(Math.log2((rms(nibbles) * scale) / 0.03))).toBeLessThan(0.6);
});

test('another seed gives other weights', () => {
  expect(randomNibbles(64, 1)).not.toEqual(randomNibbles(64, 2));
});

test('floats become f16', () => {
  const values = Float32Array.of(1, -0.5, 0.1, 0, 1e-8);
  const decoded = decodeF16(encodeFloats(values, 'float16'));
  expect(decoded).toEqual([1, -0.5, 0.0999755859375, 0, 0]);
});
