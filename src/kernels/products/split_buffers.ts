/** What products by subgroup matrices read: inputs as f16 in a high and a low part, weights as f16, and the scales of both. */

/** Outputs and tokens of a tile of shaders/matrices/matrices.wgsl. */
export const tileOutputs = 64;
export const tileTokens = 64;

/** Every product overwrites what the last one read. */
export interface SplitBuffers {
  /** Rows of high parts, and as many of low ones from `lowFirst` on. */
  inputs: GPUBuffer;
  inputScales: GPUBuffer;
  weights: GPUBuffer;
  weightScales: GPUBuffer;
  /** f16 values before the low parts. */
  lowFirst: number;
}

/** Bytes of {@link SplitBuffers} for batches of at most `tokens`, and for each of `products`. */
export function splitBytes(tokens: number, products: readonly { inputs: number; outputs: number }[]) {
  const tokenRows = roundUp(tokens, tileTokens);
  const maxPitch = Math.max(...products.map(({ inputs }) => pitchOf(inputs)));
  const outputRows = products.map(({ outputs }) => roundUp(outputs, tileOutputs));
  const lowFirst = tokenRows * maxPitch;
  return {
    lowFirst,
    inputs: 2 * lowFirst * 2,
    inputScales: tokenRows * 4,
    weights: Math.max(...products.map(({ inputs }, n) => pitchOf(inputs) * outputRows[n]! * 2)),
    weightScales: Math.max(...outputRows) * 4,
  };
}

/** f16 values from one row to the next: whole matrices. */
export function pitchOf(inputs: number): number {
  return roundUp(inputs, 16);
}

export function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
