import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uniform } from './random.ts';
import { sample } from './sampler.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

const plain: SamplingSettings = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const greedy: SamplingSettings = { ...plain, temperature: 0 };

interface Candidate {
  id: number;
  weight: number;
}

/** What may be sampled and how likely, by the definitions: everything sorted, then cut three times. */
function oracle(logits: Float32Array, settings: SamplingSettings, context: readonly number[]): Candidate[] {
  const { temperature, topK, topP, minP, repetitionPenalty } = settings;
  const scored = Array.from(logits, (logit, id) => {
    if (!context.includes(id)) return { id, score: logit };
    return { id, score: logit < 0 ? logit * repetitionPenalty : logit / repetitionPenalty };
  }).filter(({ score }) => Number.isFinite(score));
  const ranked = scored.toSorted((a, b) => b.score - a.score || a.id - b.id);
  const top = ranked[0]?.score ?? 0;
  const kth = ranked[topK - 1]?.score ?? -Infinity;
  const likely = ranked
    .filter(({ score }) => score >= kth)
    .map(({ id, score }) => ({ id, weight: Math.exp((score - top) / temperature) }))
    .toSorted((a, b) => b.weight - a.weight || a.id - b.id);
  const mass = likely.toSorted((a, b) => a.id - b.id).reduce((sum, { weight }) => sum + weight, 0);
  let above = 0;
  const nucleus = likely.filter(({ weight }) => {
    const needed = topP === 1 || above < topP * mass;
    above += weight;
    return needed;
  });
  return nucleus.filter(({ weight }) => weight >= minP).toSorted((a, b) => a.id - b.id);
}

/** Inverse transform sampling over `candidates`. */
function pick(candidates: Candidate[], u: number): number | undefined {
  const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  return candidates.find(({ weight }) => (below += weight) > u * total)?.id;
}

const logitValues = fc.oneof(
  fc.float({ min: -30, max: 30, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const someLogits = fc
  .array(logitValues, { minLength: 1, maxLength: 60 })
  .filter((logits) => logits.some(Number.isFinite))
  .map((logits) => Float32Array.from(logits));
const someSettings = fc.record({
  temperature: fc.double({ min: 0.05, max: 5, noNaN: true }),
  topK: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 70 })),
  topP: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 0.999, noNaN: true })),
  minP: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  repetitionPenalty: fc.oneof(fc.constant(1), fc.double({ min: 0.5, max: 2, noNaN: true })),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});
const someContext = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 20 });
const someStep = fc.integer({ min: 0, max: 100_000 });

describe('sample', () => {
  test('samples what the definitions say, settings of every kind at once', () => {
    fc.assert(
      fc.property(someLogits, someSettings, someContext, someStep, (logits, settings, ids, step) => {
        const context = ids.filter((id) => id < logits.length);
        const expected = pick(oracle(logits, settings, context), uniform(settings.seed, step));
        expect(sample(logits, settings, context, step)).toBe(expected);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('follows the exact probabilities over many samples', () => {
    const logits = Float32Array.of(2, -1, 0.5, 1.5, -4, 0, 1, -0.5);
    const settings = { ...plain, temperature: 0.8, seed: 12345 };
    const candidates = oracle(logits, settings, []);
    const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
    const counts = new Map<number, number>();
    const samples = 40_000;
    for (let step = 0; step < samples; step += 1) {
      const id = sample(logits, settings, [], step);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const chiSquare = candidates.reduce((sum, { id, weight }) => {
      const expected = (samples * weight) / total;
      return sum + ((counts.get(id) ?? 0) - expected) ** 2 / expected;
    }, 0);
    // 7 degrees of freedom: 99.9 % of all seeds stay below.
    expect(chiSquare).toBeLessThan(24.3);
  });

  test('works at the size of a real vocabulary', () => {
    const logits = Float32Array.from({ length: 151_936 }, (_, id) => 24 * (uniform(3, id) + uniform(4, id) - 1));
    for (const cut of [{ topK: 20, topP: 0.95 }, { topP: 0.9 }, { minP: 0.05 }]) {
      const settings = { ...plain, temperature: 0.7, ...cut };
      const candidates = oracle(logits, settings, []);
      for (let step = 0; step < 5; step += 1) {
        expect(sample(logits, settings, [], step)).toBe(pick(candidates, uniform(settings.seed, step)));
      }
    }
  });
});

describe('each setting', () => {
  const idsSampled = (logits: Float32Array, settings: SamplingSettings, context: readonly number[] = []) =>
    new Set(Array.from({ length: 500 }, (_, step) => sample(logits, settings, context, step)));

  test('temperature 0 takes the highest logit, of equal ones the lowest id', () => {
    expect(sample(Float32Array.of(-2, 5, 1, 5), greedy, [], 0)).toBe(1);
    expect(sample(Float32Array.of(-7, -3), greedy, [], 0)).toBe(1);
  });

  test('the repetition penalty makes positive and negative logits less likely, each id once', () => {
    const doubled = { ...greedy, repetitionPenalty: 2 };
    expect(sample(Float32Array.of(3, 2), doubled, [0], 0)).toBe(1);
    expect(sample(Float32Array.of(-2, -3), doubled, [0], 0)).toBe(1);
    // 3 / 2 = 1.5, above 1: seen three times, it is not divided three times.
    expect(sample(Float32Array.of(3, 1), doubled, [0, 0, 0], 0)).toBe(0);
  });

  test('top-k keeps k, and what ties with the last of them', () => {
    expect(idsSampled(Float32Array.of(1, 4, 2, 3), { ...plain, temperature: 5, topK: 2 })).toEqual(new Set([1, 3]));
    expect(idsSampled(Float32Array.of(1, 2, 2, 1), { ...plain, topK: 1 })).toEqual(new Set([1, 2]));
  });

  test('top-p keeps the fewest that reach it, of equal ones the lower ids', () => {
    const fifths = Float32Array.from([0.2, 0.4, 0.1, 0.3], Math.log);
    expect(idsSampled(fifths, { ...plain, topP: 0.65 })).toEqual(new Set([1, 3]));
    expect(idsSampled(fifths, { ...plain, topP: 0.75 })).toEqual(new Set([0, 1, 3]));
    expect(idsSampled(new Float32Array(8), { ...plain, topP: 0.3 })).toEqual(new Set([0, 1, 2]));
  });

  test('top-p applies to what top-k keeps', () => {
    const fifths = Float32Array.from([0.2, 0.4, 0.1, 0.3], Math.log);
    // 0.4 and 0.3 are all there is: 0.4 alone makes up 57 % of it.
    expect(idsSampled(fifths, { ...plain, topK: 2, topP: 0.55 })).toEqual(new Set([1]));
  });

  test('min-p is a share of the highest probability', () => {
    const logits = Float32Array.from([1, 0.51, 0.49], Math.log);
    expect(idsSampled(logits, { ...plain, minP: 0.5 })).toEqual(new Set([0, 1]));
  });

  test('what is not finite is never chosen', () => {
    const logits = Float32Array.of(NaN, 1, Infinity, 1, -Infinity);
    expect(idsSampled(logits, { ...plain, temperature: 100 })).toEqual(new Set([1, 3]));
    expect(sample(logits, greedy, [2], 0)).toBe(1);
  });

  test('no temperature overflows', () => {
    expect(sample(Float32Array.of(3e38, -3e38, 2e38), { ...plain, temperature: 1e-300 }, [], 0)).toBe(0);
  });
});

describe('refusals', () => {
  test('when no logit is finite', () => {
    expect(() => sample(Float32Array.of(NaN, Infinity), greedy, [], 7)).toThrow(/No logit of token 7 is finite/);
  });

  test.each([
    ['temperature', -1],
    ['temperature', NaN],
    ['topK', 1.5],
    ['topP', 0],
    ['topP', 1.01],
    ['minP', -0.1],
    ['repetitionPenalty', 0],
    ['seed', -1],
    ['seed', 2 ** 32],
  ])('for %s %d', (name, value) => {
    const run = () => sample(Float32Array.of(1, 2), { ...plain, [name]: value }, [], 0);
    expect(run).toThrow(`The sampling setting ${name} is ${value}; it must be`);
  });
});
