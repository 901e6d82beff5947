import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSamplingParams } from '../../kernels/sample/sample.ts';
import { samplingParams } from './sampling_params.ts';

test('what is off is off, and what is on is a number the kernel can hold', () => {
  const off = samplingParams({ temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 }, 100);
  expect(off).toMatchObject({ greedy: false, topK: 0, topP: 0, penalty: 1, inversePenalty: 1 });
  // Deeper than any weight counts.
  expect(off.maxDepth).toBeGreaterThan(44);

  const positive = fc.double({ min: 1e-320, max: 1e300, noNaN: true });
  const share = fc.double({ min: 1e-320, max: 1, noNaN: true });
  fc.assert(
    fc.property(positive, share, share, positive, (temperature, topP, minP, repetitionPenalty) => {
      const settings = { temperature, topK: 2 ** 50, topP, minP, repetitionPenalty, seed: 0 };
      const params = samplingParams(settings, 100);
      expect(params.topK).toBe(100);
      expect(params.topP > 0).toBe(topP < 1);
      const words = packSamplingParams(params);
      expect(words[3]).toBe(params.topP);
      expect([...new Float32Array(words.buffer, 16)].every(Number.isFinite)).toBe(true);
    }),
    { seed: 1 },
  );
});
