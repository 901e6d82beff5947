import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Yarn } from '../families/model_config.ts';
import { parseRope } from '../families/qwen3/rope_config.ts';
import { ropeRotations } from './rope.ts';

/** tools/goldens/yarn.py made it with transformers 5.17. */
interface Published {
  name: string;
  config: { head_dim: number; max_position_embeddings: number };
  attentionFactor: number;
  inverseFrequencies: number[];
}
const published = JSON.parse(readFileSync(new URL('yarn.fixture.json', import.meta.url), 'utf8')) as Published[];

test('position 0 turns nothing', () => {
  const rotations = ropeRotations(1, 64, 1e6);
  expect([...rotations]).toEqual(Array.from({ length: 32 }, () => [1, 0]).flat());
});

test('the first pair turns by the position itself, whatever the base', () => {
  const rotations = ropeRotations(5, 2, 5e6);
  for (let position = 0; position < 5; position++) {
    expect(rotations[2 * position]).toBe(Math.fround(Math.cos(position)));
    expect(rotations[2 * position + 1]).toBe(Math.fround(Math.sin(position)));
  }
});

// The f32 steps written out: 1e6^(2/128) = 1.2409378, its inverse 0.8058422, times 32,768 rounded to a multiple of 2^-9.
test('angles are rounded to f32 before they are turned, as transformers does', () => {
  const rotations = ropeRotations(32_769, 128, 1e6);
  const inverse = Math.fround(1 / Math.fround(1e6 ** Math.fround(2 / 128)));
  const rounded = Math.fround(32_768 * inverse);
  const exact = 32_768 * 1e6 ** (-2 / 128);
  expect(Math.abs(rounded - exact)).toBeGreaterThan(1e-4);
  expect(rotations[(32_768 * 64 + 1) * 2]).toBe(Math.fround(Math.cos(rounded)));
});

describe('YaRN', () => {
  const recipe = {
    factor: 4,
    originalPositions: 32_768,
    betaFast: 32,
    betaSlow: 1,
    truncate: true,
    attentionFactor: 1.25,
  };

  /** The paper's description in float64: the frequency of each pair of a head. Independent of how transformers rounds. */
  function described(
    headDim: number,
    theta: number,
    { factor, originalPositions, betaFast, betaSlow, truncate }: Yarn,
  ) {
    const pairs = Array.from({ length: headDim / 2 }, (_, i) => theta ** ((-2 * i) / headDim));
    // A pair turns originalPositions * frequency / 2 pi times. Its place on the scale of pairs follows from the turns.
    const place = (turns: number) =>
      (headDim / 2) * (Math.log(originalPositions / (2 * Math.PI * turns)) / Math.log(theta));
    const from = Math.max(0, truncate ? Math.floor(place(betaFast)) : place(betaFast));
    const to = Math.min(headDim - 1, truncate ? Math.ceil(place(betaSlow)) : place(betaSlow));
    return pairs.map((frequency, i) => {
      const slowed = Math.min(1, Math.max(0, (i - from) / (to === from ? 0.001 : to - from)));
      return (frequency / factor) * slowed + frequency * (1 - slowed);
    });
  }

  test.each<[string, number, number, Partial<Yarn>]>([
    ["Qwen's recipe", 128, 1e6, {}],
    ['a factor of 2', 128, 1e6, { factor: 2 }],
    ['2507', 128, 5e6, { originalPositions: 262_144 }],
    ['other turns', 64, 1e4, { betaFast: 16, betaSlow: 2, originalPositions: 2048 }],
    ['pairs that are not rounded', 128, 1e6, { truncate: false }],
    ['a ramp of no width', 32, 1e6, { betaFast: 7, betaSlow: 7, truncate: false }],
    ['so few positions that all pairs are slowed', 16, 1e6, { originalPositions: 4 }],
  ])('turns as the paper describes: %s', (_name, headDim, theta, change) => {
    const yarn = { ...recipe, ...change };
    const rotations = ropeRotations(2, headDim, theta, yarn);
    for (const [i, frequency] of described(headDim, theta, yarn).entries()) {
      const [cos, sin] = rotations.slice(headDim + 2 * i);
      expect(cos).toBeCloseTo(1.25 * Math.cos(frequency), 6);
      expect(sin! / (1.25 * Math.sin(frequency))).toBeCloseTo(1, 5);
    }
  });

  test.each(published)(
    'turns as transformers computes it: $name',
    ({ config, attentionFactor, inverseFrequencies }) => {
      const { ropeTheta, yarn } = parseRope(config, 'config.json');
      expect(yarn?.attentionFactor).toBeCloseTo(attentionFactor, 14);
      const rotations = ropeRotations(2, config.head_dim, ropeTheta, yarn);
      const scale = Math.fround(attentionFactor);
      const expected = inverseFrequencies.flatMap((angle) =>
        [Math.cos(angle), Math.sin(angle)].map((x) => Math.fround(Math.fround(x) * scale)),
      );
      const apart = expected.map((value, i) => Math.abs(rotations[config.head_dim + i]! / value - 1));
      // All are the same f32 but one of 128, whose power torch rounds the other way.
      expect(Math.max(...apart)).toBeLessThan(2 ** -23);
      expect(apart.filter((error) => error > 0).length).toBeLessThanOrEqual(1);
    },
  );

  test('position 0 is scaled as every other', () => {
    expect([...ropeRotations(1, 4, 1e6, recipe)]).toEqual([1.25, 0, 1.25, 0]);
  });

  test('the first pairs keep their frequency, the last are slowed by the whole factor', () => {
    const plain = ropeRotations(2, 128, 1e6);
    const scaled = ropeRotations(2, 128, 1e6, { ...recipe, attentionFactor: 1 });
    expect(scaled[128]).toBe(plain[128]);
    expect(scaled[255]! / plain[255]!).toBeCloseTo(1 / 4, 6);
  });
});
