import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StatisticsAccumulator, type StageStatistics } from './stage_statistics.ts';

function statisticsOf(...chunks: Float32Array[]): StageStatistics {
  const accumulator = new StatisticsAccumulator();
  for (const chunk of chunks) accumulator.add(chunk);
  return accumulator.result();
}

/** Computed by the definitions, over all values at once. */
function oracle(values: Float32Array): StageStatistics {
  const finite = Array.from(values).filter(Number.isFinite);
  const average = (of: (value: number) => number) =>
    finite.reduce((sum, value) => sum + of(value), 0) / Math.max(finite.length, 1);
  const mean = average((value) => value);
  return {
    mean,
    std: Math.sqrt(average((value) => (value - mean) ** 2)),
    rms: Math.sqrt(average((value) => value ** 2)),
    absmax: finite.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
    nan: values.filter(Number.isNaN).length,
    inf: values.filter((value) => Math.abs(value) === Infinity).length,
  };
}

const chunk = fc.float32Array({ maxLength: 40, min: -1e6, max: 1e6, noNaN: true });
const wildChunk = fc.float32Array({ maxLength: 40 });

describe('StatisticsAccumulator', () => {
  test('computes the moments over all chunks', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => {
        const expected = oracle(Float32Array.from(chunks.flatMap((values) => Array.from(values))));
        const actual = statisticsOf(...chunks);
        const digits = 1e-12 * expected.absmax;
        expect(Math.abs(actual.mean - expected.mean)).toBeLessThanOrEqual(digits);
        expect(Math.abs(actual.rms - expected.rms)).toBeLessThanOrEqual(digits);
        // Rounding the mean alone moves the deviation of equal values from 0 to about sqrt(epsilon) times their size.
        expect(Math.abs(actual.std - expected.std)).toBeLessThanOrEqual(1e-7 * expected.absmax);
        expect(actual.absmax).toBe(expected.absmax);
      }),
      { seed: 1 },
    );
  });

  test('counts values that are not finite, and leaves them out of the moments', () => {
    fc.assert(
      fc.property(wildChunk, (values) => {
        const { nan, inf } = oracle(values);
        expect(statisticsOf(values)).toEqual({ ...statisticsOf(values.filter(Number.isFinite)), nan, inf });
      }),
      { seed: 2 },
    );
  });

  test('distinguishes NaN from infinity by the bits, whatever sign and payload', () => {
    const bits = Uint32Array.of(0x7f80_0000, 0xff80_0000, 0x7f80_0001, 0xffc0_0000, 0x7fff_ffff, 0x7f7f_ffff);
    expect(statisticsOf(new Float32Array(bits.buffer))).toMatchObject({
      inf: 2,
      nan: 3,
      absmax: 3.4028234663852886e38,
    });
  });

  test('keeps the deviation of values far from zero', () => {
    // 2^24 + {0, 2, 4, 6} are exact in float32; sums of squares would lose the deviation even in float64's 53 bits.
    const values = Float32Array.from({ length: 4_000_000 }, (_, i) => 2 ** 24 + 2 * (i % 4));
    const { mean, std } = statisticsOf(values.subarray(0, 1_000_000), values.subarray(1_000_000));
    expect(mean).toBeCloseTo(2 ** 24 + 3, 6);
    expect(std).toBeCloseTo(Math.sqrt(5), 9);
  });

  test('neither overflows nor underflows at the ends of float32', () => {
    expect(statisticsOf(Float32Array.of(3e38, -3e38)).rms / 3e38).toBeCloseTo(1, 6);
    expect(statisticsOf(Float32Array.of(1e-44, -1e-44)).std).toBeGreaterThan(0);
  });

  test('reads a view into the middle of a buffer', () => {
    expect(statisticsOf(new Float32Array([9, 1, 3, 9]).subarray(1, 3))).toMatchObject({ mean: 2, std: 1, absmax: 3 });
  });

  test('is all zeros when nothing is finite', () => {
    const zeros = { mean: 0, std: 0, rms: 0, absmax: 0, nan: 0, inf: 0 };
    expect(statisticsOf()).toEqual(zeros);
    expect(statisticsOf(Float32Array.of(NaN, -Infinity))).toEqual({ ...zeros, nan: 1, inf: 1 });
  });
});
