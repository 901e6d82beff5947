import type { Values } from '../oracle/float64.ts';
import type { HeadStatistics, RowStatistics } from './statistics.ts';

/** Of one row, in float64 but for its inverse scale, whose squares overflow as f32's do. */
export function rowStatistics(row: Float32Array, eps: number): RowStatistics {
  const finite = [...row].filter(Number.isFinite);
  const mean = (of: (value: number) => number) =>
    finite.reduce((sum, value) => sum + of(value), 0) / Math.max(finite.length, 1);
  const count = (is: (value: number) => boolean) => [...row].filter(is).length;
  const magnitudes = finite.map(Math.abs);
  const absmax = magnitudes.reduce((most, value) => Math.max(most, value), 0);
  const average = mean((value) => value);
  const square = mean((value) => value ** 2);
  const overflows = square * finite.length > 3.4028234e38;
  return {
    mean: average,
    std: Math.sqrt(mean((value) => (value - average) ** 2)),
    rms: Math.sqrt(square),
    absmax,
    channel: absmax === 0 ? 0 : row.findIndex((value) => Math.abs(value) === absmax),
    nan: count(Number.isNaN),
    positiveInfinities: count((value) => value === Infinity),
    negativeInfinities: count((value) => value === -Infinity),
    zeros: count((value) => value === 0),
    subnormals: count((value) => value !== 0 && Math.abs(value) < 2 ** -126),
    beyondF16: count((value) => Number.isFinite(value) && Math.abs(value) >= 65520),
    inverseScale: overflows ? 0 : 1 / Math.sqrt(square + eps),
  };
}

/** Of one query head over all positions: q [headDim] rotated, keys [positions, kvHeads, headDim]. */
export function headStatistics(
  q: Values,
  keys: Values,
  { kvHeads, keyHead }: { kvHeads: number; keyHead: number },
): HeadStatistics {
  const headDim = q.length;
  const scores = Array.from({ length: keys.length / headDim / kvHeads }, (_, position) => {
    let sum = 0;
    for (let i = 0; i < headDim; i++) sum += q[i]! * keys[(position * kvHeads + keyHead) * headDim + i]!;
    return sum / Math.sqrt(headDim);
  });
  const largestLogit = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - largestLogit), 0);
  const logShares = scores.map((score) => score - largestLogit - Math.log(total));
  return {
    largestLogit,
    entropy: -logShares.reduce((sum, logShare) => sum + Math.exp(logShare) * logShare, 0),
    firstShare: Math.exp(logShares[0]!),
  };
}
