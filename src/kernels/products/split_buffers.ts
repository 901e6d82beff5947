/** What products by subgroup matrices read: inputs as f16 in a high and a low part, weights as f16 in one or two parts, and the scales of both. */
/** Outputs and tokens of a tile of shaders/matrices/matrices.wgsl. */
export const tileOutputs = 64;
export const tileTokens = 64;

/** One f16 for a weight, or a high and a low part. */
export type WeightParts = 1 | 2;

/** Every product overwrites what the last one read. */
export interface SplitBuffers {
  /** Rows of high parts, and as many of low ones from `lowFirst` on. */
  inputs: GPUBuffer;
  inputScales: GPUBuffer;
  /** Rows, and with two parts as many of low ones from `lowWeightsFirst` on. */
  weights: GPUBuffer;
  weightScales: GPUBuffer;
  /** f16 values before the low parts of inputs, and of weights. */
  lowFirst: number;
  lowWeightsFirst: number;
  weightParts: WeightParts;
}

/** Bytes of {@link SplitBuffers} for batches of at most `tokens`, and for each of `products`. */
export function splitBytes(
  tokens: number,
  products: readonly { inputs: number; outputs: number }[],
  parts: WeightParts,
) {
  const tokenRows = roundUp(tokens, tileTokens);
  const maxPitch = Math.max(...products.map(({ inputs }) => pitchOf(inputs)));
  const outputRows = products.map(({ outputs }) => roundUp(outputs, tileOutputs));
  const lowFirst = tokenRows * maxPitch;
  const lowWeightsFirst = Math.max(...products.map(({ inputs }, n) => pitchOf(inputs) * outputRows[n]!));
  return {
    places: { lowFirst, lowWeightsFirst, weightParts: parts },
    inputs: 2 * lowFirst * 2,
    inputScales: tokenRows * 4,
    weights: parts * lowWeightsFirst * 2,
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
