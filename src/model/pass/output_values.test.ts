import { expect, test } from 'vitest';
import { asOutput, readOutput, unwritten, unwrittenWords } from './output_values.ts';

const values = Float32Array.of(0, -0, 1, -1 / 3, 65504, 1e6, 2 ** -24, 1e-9, Number.NaN);
const bits = (all: Float32Array) => [...new Uint32Array(all.buffer, all.byteOffset, all.length)];

test('values in f32 come back as they are', () => {
  expect(bits(readOutput('f32', asOutput('f32', values).buffer))).toEqual(bits(values));
});

test('values in f16 come back rounded', () => {
  const read = readOutput('f16', asOutput('f16', values).buffer);
  expect(read).toEqual(
    Float32Array.of(0, -0, 1, -0.333251953125, 65504, Number.POSITIVE_INFINITY, 2 ** -24, 0, Number.NaN),
  );
  expect(bits(read)).not.toContain(unwritten);
});

test.each(['f32', 'f16'] as const)('what was never written in %s is known by its bits', (type) => {
  const poisoned = Uint32Array.of(unwrittenWords[type], unwrittenWords[type]).buffer;
  expect(new Set(bits(readOutput(type, poisoned)))).toEqual(new Set([unwritten]));
});
