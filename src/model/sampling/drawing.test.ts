import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packDrawing } from '../../kernels/sample/sample.ts';
import { drawingOf } from './drawing.ts';

test('what is off is off, and what is on is a number the kernel can hold', () => {
  const off = drawingOf({ temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 }, 100);
  expect(off).toMatchObject({ greedy: false, topK: 0, topP: 0, penalty: 1, inversePenalty: 1 });
  // Deeper than any weight counts.
  expect(off.leastDepth).toBeGreaterThan(44);

  const positive = fc.double({ min: 1e-320, max: 1e300, noNaN: true });
  const share = fc.double({ min: 1e-320, max: 1, noNaN: true });
  fc.assert(
    fc.property(positive, share, share, positive, (temperature, topP, minP, repetitionPenalty) => {
      const settings = { temperature, topK: 2 ** 50, topP, minP, repetitionPenalty, seed: 0 };
      const drawing = drawingOf(settings, 100);
      expect(drawing.topK).toBe(100);
      expect(drawing.topP > 0).toBe(topP < 1);
      const words = packDrawing(drawing);
      expect(words[3]).toBe(drawing.topP);
      expect([...new Float32Array(words.buffer, 16)].every(Number.isFinite)).toBe(true);
    }),
    { seed: 1 },
  );
});
