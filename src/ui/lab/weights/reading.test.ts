import { expect, test } from 'vitest';
import type { GainFigures, GainScan } from '../../../worker/api.ts';
import { reading } from './reading.ts';

const plain: GainFigures = { mean: 1, std: 0.1, max: 1.5, nonFinite: 0 };

function scan(kNorm: Partial<GainFigures>, largestScore: number): GainScan {
  const layer = { inputNorm: plain, qNorm: plain, kNorm: { ...plain, ...kNorm }, postNorm: plain, largestScore };
  return { layers: [{ ...layer, kNorm: plain }, layer], final: plain };
}

test('large gains are named, and said to do no harm', () => {
  const { bad, headline, words } = reading(scan({ max: 96.5 }, 12));
  expect(bad).toBe(false);
  expect(headline).toBe('Extreme gains, but nothing is wrong');
  expect(words[0]).toContain('The largest is 96.5, in the K norm of layer 1.');
  expect(words[2]).toContain('No attention score can exceed 12.0');
});

test('scores beyond what exp holds are reported', () => {
  expect(reading(scan({}, 300)).words).toEqual([expect.stringContaining('may reach 300')]);
});

test('what is no number is wrong', () => {
  expect(reading(scan({ nonFinite: 1 }, 12))).toMatchObject({ bad: true });
});
