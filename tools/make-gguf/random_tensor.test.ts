import { expect, test } from 'vitest';
import { formatOf } from '../../src/kernels/formats/formats.ts';
import { storedBytes } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import { randomTensor } from './random_tensor.ts';
import { encoders, type GgmlType } from './types.ts';

const count = 2 ** 17;

function values(type: GgmlType, key: string): Float64Array {
  const bytes = new Uint8Array(storedBytes(type, [count]));
  randomTensor(type, { mean: 0, std: 0.03 }, key)(bytes);
  const { decode, stored } = formatOf(type);
  return decode(stored.toUnits(bytes), count);
}

test.each(Object.keys(encoders) as GgmlType[])('random %s has the mean and the spread that were asked for', (type) => {
  const random = values(type, 'a');
  const mean = random.reduce((sum, value) => sum + value, 0) / count;
  const std = Math.sqrt(random.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  expect(Math.abs(mean)).toBeLessThan(0.03 * 0.02);
  expect(std / 0.03).toBeCloseTo(1, 1);
  expect(values(type, 'a')).toEqual(random);
  expect(values(type, 'b')).not.toEqual(random);
});

test('gains are what they are given as', () => {
  const bytes = new Uint8Array(8);
  randomTensor('F32', Float64Array.of(1.5, -2), 'a')(bytes);
  expect([...new Float32Array(bytes.buffer)]).toEqual([1.5, -2]);
});
