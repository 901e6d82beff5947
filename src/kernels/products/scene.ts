import { againstFloat64, halfUlp, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';
import { formatNames, isDense, type WeightType } from '../formats/formats.ts';
import { add, matmul } from '../oracle/float64.ts';

/** Kernels for one token, or for many. */
export type Batches = 'one' | 'many';

export type ProductOperands = {
  /** Of kernels for many. */
  tokens?: number;
  inputs: number;
  outputs: number;
};

export const eps = 1e-6;

/** WGSL: inverseSqrt is good to 2 units in the last place. */
export const inverseSqrtAllowance = 4 * halfUlp;

/** Random sizes: rows of odd length mostly, of whole vec8s, and of whole units of every format. */
export function sampleSizes(random: Random, batches: Batches): { tokens?: number; inputs: number } {
  const kind = random.next();
  const inputs = kind < 0.4 ? random.odd(3, 300) : kind < 0.7 ? random.integer(1, 40) * 8 : random.integer(1, 2) * 512;
  return batches === 'one' ? { inputs } : { tokens: random.integer(2, 75), inputs };
}

/** Tokens of a batch at the sizes of a model. */
export const tokensInModel = (batches: Batches) => (batches === 'many' ? { tokens: 64 } : undefined);

/** Tokens and the gains of their norm, which are never quantised; at 1e-4 the epsilon decides. */
export function normed(rig: Rig, random: Random, tokens: number, inputs: number, format: WeightType) {
  const scale = 10 ** random.integer(-4, 4);
  const gainType = isDense(format) ? format : 'BF16';
  const gain = encode(random.normals(inputs, 10), gainType);
  const x = random.normals(tokens * inputs, scale);
  return {
    words: `x of ${scale}`,
    x,
    gain: gain.values,
    operands: { x: rig.input(x, inputs), gain: rig.weight(gain, gainType, 1, inputs), eps },
    bytes: x.byteLength + gain.bytes.length,
  };
}

/** Of {@link residualProduct}: those of `down`. */
export function residualProductSizes(batches: Batches): Omit<Check<ProductOperands>, 'build'> {
  return {
    formats: formatNames,
    sample: (random) => ({ ...sampleSizes(random, batches), outputs: random.odd(3, 200) }),
    inModel: ({ hidden, ffn }) => ({ ...tokensInModel(batches), inputs: ffn, outputs: hidden }),
  };
}

/** sum = x + W y: everything but what records a kernel that computes it. */
export function residualProduct(
  rig: Rig,
  { tokens = 1, inputs, outputs }: ProductOperands,
  random: Random,
  format: WeightType,
) {
  const y = random.normals(tokens * inputs);
  const x = random.normals(tokens * outputs, 10);
  const weight = encode(random.normals(outputs * inputs), format);
  const sum = rig.output(x.length, outputs);
  return {
    operands: {
      y: rig.input(y, inputs),
      weight: rig.weight(weight, format, outputs, inputs),
      x: rig.input(x, outputs),
      sum,
    },
    batch: { start: 3, tokens },
    bytes: y.byteLength + weight.bytes.length + 2 * x.byteLength,
    judge: againstFloat64(
      () => rig.read(sum),
      (round) => add(x, matmul(y, weight.values, inputs, round), round),
    ),
  };
}
