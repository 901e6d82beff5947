/**
 * The kernels on the CPU, as the oracle they are tested against. In exact mode every operation is float64; with
 * `round = Math.fround` the same loops round every operation to f32, which measures what f32 can do at all: the noise
 * floor of a test. Shapes as in the WGSL files; results are new arrays.
 */
export type Values = ArrayLike<number>;
export type Round = (value: number) => number;

export const exact: Round = (value) => value;

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

/** x [tokens, heads, headDim]; rotations [positions, headDim / 2, 2]; the first token stands at `start`. */
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

/** q [tokens, heads, headDim], keys and values [positions, kvHeads, headDim]; the first token stands at `start`. */
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
    const element = (position: number, i: number) => (position * kvHeads + keyHead) * headDim + i;
    const scores = Array.from({ length: positions }, (_, position) => {
      let sum = 0;
      for (let i = 0; i < headDim; i++) sum = round(sum + round(q[row * headDim + i]! * keys[element(position, i)]!));
      return round(sum * scale);
    });
    const largest = Math.max(...scores);
    const weights = scores.map((score) => round(Math.exp(round(score - largest))));
    const total = weights.reduce((sum, weight) => round(sum + weight), 0);
    for (let i = 0; i < headDim; i++) {
      const sum = weights.reduce(
        (sum, weight, position) => round(sum + round(weight * values[element(position, i)]!)),
        0,
      );
      attn[row * headDim + i] = round(sum / total);
    }
  }
  return attn;
}

export function add(x: Values, y: Values, round: Round): Float64Array {
  return Float64Array.from(x, (value, i) => round(value + y[i]!));
}

export function swiglu(gate: Values, up: Values, round: Round): Float64Array {
  return Float64Array.from(gate, (value, i) => round(round(value / round(1 + round(Math.exp(-value)))) * up[i]!));
}
