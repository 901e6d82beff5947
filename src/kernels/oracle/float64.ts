/**
 * The kernels on the CPU: the oracle of their checks. With `round = exact` every operation is in float64. With `round = toF32` the
 * same loops round every operation to f32, which measures what f32 can achieve: the noise floor of a check. Shapes are in the WGSL files;
 * results are new arrays.
 */
import type { HeadStatistics, RowStatistics } from '../watch/statistics.ts';

export type Values = ArrayLike<number>;
export type Round = (value: number) => number;

/**
 * Both are closures of one function, which V8 inlines into the loops that call them. Two functions would be called for every operation: six
 * times slower.
 */
const rounding =
  (single: boolean): Round =>
  (value) =>
    single ? Math.fround(value) : value;

export const exact = rounding(false);
export const toF32 = rounding(true);

export function embed(ids: Values, table: Values, width: number): Float64Array {
  const x = new Float64Array(ids.length * width);
  for (let token = 0; token < ids.length; token++) {
    for (let i = 0; i < width; i++) x[token * width + i] = table[ids[token]! * width + i]!;
  }
  return x;
}

export function rmsNorm(x: Values, gain: Values, eps: number, round: Round): Float64Array {
  const width = gain.length;
  const y = new Float64Array(x.length);
  for (let row = 0; row < x.length; row += width) {
    let squares = 0;
    for (let i = 0; i < width; i++) squares = round(squares + round(x[row + i]! * x[row + i]!));
    const scale = round(1 / round(Math.sqrt(round(round(squares / width) + eps))));
    for (let i = 0; i < width; i++) y[row + i] = round(round(x[row + i]! * scale) * gain[i]!);
  }
  return y;
}

/** x [rows, inputs], weight [outputs, inputs] -> [rows, outputs]. */
export function matmul(x: Values, weight: Values, inputs: number, round: Round): Float64Array {
  const rows = x.length / inputs;
  const outputs = weight.length / inputs;
  const y = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum = round(sum + round(x[row * inputs + i]! * weight[output * inputs + i]!));
      y[row * outputs + output] = sum;
    }
  }
  return y;
}

/** x [tokens, heads, headDim]; rotations [positions, headDim / 2, 2]; the first token is at position `start`. */
export function rope(
  x: Values,
  rotations: Values,
  shape: { heads: number; headDim: number; start: number },
  round: Round,
): Float64Array {
  const { heads, headDim, start } = shape;
  const half = headDim / 2;
  const y = new Float64Array(x.length);
  for (let head = 0; head < x.length / headDim; head++) {
    const position = start + Math.floor(head / heads);
    for (let i = 0; i < half; i++) {
      const cosine = rotations[(position * half + i) * 2]!;
      const sine = rotations[(position * half + i) * 2 + 1]!;
      const first = x[head * headDim + i]!;
      const second = x[head * headDim + half + i]!;
      y[head * headDim + i] = round(round(first * cosine) - round(second * sine));
      y[head * headDim + half + i] = round(round(second * cosine) + round(first * sine));
    }
  }
  return y;
}

/** q . k / sqrt(headDim) of one token: q [heads, headDim], keys [positions, kvHeads, headDim] -> [heads, positions]. */
export function attentionScores(
  q: Values,
  keys: Values,
  { heads, kvHeads, headDim }: { heads: number; kvHeads: number; headDim: number },
  round: Round,
): Float64Array {
  const positions = keys.length / (kvHeads * headDim);
  const scale = round(headDim ** -0.5);
  const scores = new Float64Array(heads * positions);
  for (let head = 0; head < heads; head++) {
    const keyHead = Math.floor(head / (heads / kvHeads));
    for (let position = 0; position < positions; position++) {
      const first = (position * kvHeads + keyHead) * headDim;
      let sum = 0;
      for (let i = 0; i < headDim; i++) sum = round(sum + round(q[head * headDim + i]! * keys[first + i]!));
      scores[head * positions + position] = round(sum * scale);
    }
  }
  return scores;
}

/** q [tokens, heads, headDim], keys and values [positions, kvHeads, headDim]; the first token is at position `start`. */
export function attention(
  q: Values,
  keys: Values,
  values: Values,
  shape: { heads: number; kvHeads: number; headDim: number; start: number },
  round: Round,
): Float64Array {
  const { heads, kvHeads, headDim, start } = shape;
  const scale = round(headDim ** -0.5);
  const attn = new Float64Array(q.length);
  for (let row = 0; row < q.length / headDim; row++) {
    const positions = start + Math.floor(row / heads) + 1;
    const keyHead = Math.floor((row % heads) / (heads / kvHeads));
    const weights = new Float64Array(positions);
    for (let position = 0; position < positions; position++) {
      const first = (position * kvHeads + keyHead) * headDim;
      let sum = 0;
      for (let i = 0; i < headDim; i++) sum = round(sum + round(q[row * headDim + i]! * keys[first + i]!));
      weights[position] = round(sum * scale);
    }
    const largest = Math.max(...weights);
    let total = 0;
    for (let position = 0; position < positions; position++) {
      weights[position] = round(Math.exp(round(weights[position]! - largest)));
      total = round(total + weights[position]!);
    }
    const sums = attn.subarray(row * headDim, (row + 1) * headDim);
    for (let position = 0; position < positions; position++) {
      const first = (position * kvHeads + keyHead) * headDim;
      for (let i = 0; i < headDim; i++) sums[i] = round(sums[i]! + round(weights[position]! * values[first + i]!));
    }
    for (let i = 0; i < headDim; i++) sums[i] = round(sums[i]! / total);
  }
  return attn;
}

export function add(x: Values, y: Values, round: Round): Float64Array {
  return Float64Array.from(x, (value, i) => round(value + y[i]!));
}

export function swiglu(gate: Values, up: Values, round: Round): Float64Array {
  return Float64Array.from(gate, (value, i) => round(round(value / round(1 + round(Math.exp(-value)))) * up[i]!));
}

/** Statistics of one row in float64, except that the squares of its inverse scale overflow as in f32. */
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

/** Statistics of one query head over all positions: q [headDim] rotated, keys [positions, kvHeads, headDim]. */
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
