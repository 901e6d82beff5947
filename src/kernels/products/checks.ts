import type { FusedOps, Joins } from '../fused_ops.ts';
import { formatNames, isDense, type WeightType } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { add, matmul, rmsNorm, swiglu, type Round } from '../oracle/float64.ts';
import { againstFloat64, halfUlp, joined, type Check, type Plan } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';

/** Kernels for one token, each alone, or for many. */
export type BatchShape = 'one' | 'many';

type ProductSizes = {
  /** Of kernels for many. */
  tokens?: number;
  inputs: number;
  outputs: number;
};

const alone: Joins = { ropeAttention: false, attentionOut: false };
const eps = 1e-6;
/** Tokens of a batch at the sizes of a model. */
const manyTokens = 64;

/** WGSL: inverseSqrt is good to 2 units in the last place. */
const inverseSqrtAllowance = 4 * halfUlp;
/** And exp(x) to 3 + 2 |x| where it matters (|x| under 17), division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** Random inputs of a product: rows of odd length mostly, of whole vec8s, and of whole units. */
function sampleInputs(random: Random): number {
  const kind = random.next();
  return kind < 0.4 ? random.odd(3, 300) : kind < 0.7 ? random.integer(1, 40) * 8 : random.integer(1, 4) * 256;
}

function sampleSizes(random: Random, shape: BatchShape): { tokens?: number; inputs: number } {
  const inputs = sampleInputs(random);
  return shape === 'one' ? { inputs } : { tokens: random.integer(2, 75), inputs };
}

const tokensInModel = (shape: BatchShape) => (shape === 'many' ? { tokens: manyTokens } : undefined);

function plan(rig: Rig, { tokens, inputs, outputs }: ProductSizes, record: (op: FusedOps) => void): Plan {
  return tokens === undefined ? rig.forOne(alone, record) : rig.forMany(tokens, { inputs, outputs }, record);
}

/** Tokens and the gains of their norm, which are never quantised; at 1e-4 the epsilon decides. */
function normed(random: Random, tokens: number, inputs: number, format: WeightType) {
  const scale = 10 ** random.integer(-4, 4);
  const gainType = isDense(format) ? format : 'BF16';
  const gain = { type: gainType, encoded: encode(random.normals(inputs, 10), gainType) } as const;
  return { words: `x of ${scale}`, x: random.normals(tokens * inputs, scale), gain };
}

export function normQkvCheck(
  shape: BatchShape,
): Check<{ tokens?: number; inputs: number; qRows: number; kvRows: number }> {
  return {
    formats: formatNames,
    sample: (random) => ({
      ...sampleSizes(random, shape),
      qRows: random.odd(3, 150),
      kvRows: random.odd(1, 60),
    }),
    inModel: ({ hidden, heads, kvHeads, headDim }) => ({
      ...tokensInModel(shape),
      inputs: hidden,
      qRows: heads * headDim,
      kvRows: kvHeads * headDim,
    }),
    build(rig, sizes, random, format) {
      const { tokens = 1, inputs, qRows, kvRows } = sizes;
      const { x, gain, words } = normed(random, tokens, inputs, format);
      const rows = [qRows, kvRows, kvRows];
      const weights = rows.map((count) => encode(random.normals(count * inputs), format));
      const [q, k, v] = rows.map((count) => rig.output(tokens * count, count));
      const to = { q: q!, k: k!, v: v! };
      const [input, gains, pack] = [
        rig.input(x, inputs),
        rig.weight(gain.encoded, gain.type, 1, inputs),
        rig.pack(weights, format, inputs),
      ];
      const all = qRows + 2 * kvRows;
      return {
        words,
        batch: { start: 3, tokens },
        bytes: x.byteLength + gain.encoded.bytes.length + weightBytes(format, all * inputs) + 4 * tokens * all,
        plan: plan(rig, { ...sizes, outputs: all }, (op) => op.normQkv(input, gains, pack, to, eps)),
        judge: againstFloat64(
          async () => joined([await rig.read(to.q), await rig.read(to.k), await rig.read(to.v)]),
          (round) => {
            const h = rmsNorm(x, gain.encoded.values, eps, round);
            return joined(weights.map(({ values }) => matmul(h, values, inputs, round)));
          },
          inverseSqrtAllowance,
        ),
      };
    },
  };
}

export function normGateUpCheck(shape: BatchShape): Check<ProductSizes> {
  return {
    formats: formatNames,
    sample: (random) => ({
      ...sampleSizes(random, shape),
      outputs: random.odd(3, 200),
    }),
    inModel: ({ hidden, ffn }) => ({ ...tokensInModel(shape), inputs: hidden, outputs: ffn }),
    build(rig, sizes, random, format) {
      const { tokens = 1, inputs, outputs } = sizes;
      const { x, gain, words } = normed(random, tokens, inputs, format);
      const weights = [0, 1].map(() => encode(random.normals(outputs * inputs, 0.1), format));
      const act = rig.output(tokens * outputs, outputs);
      const [input, gains, pack] = [
        rig.input(x, inputs),
        rig.weight(gain.encoded, gain.type, 1, inputs),
        rig.pack(weights, format, inputs),
      ];
      const oracle = (round: Round) => {
        const h = rmsNorm(x, gain.encoded.values, eps, round);
        const [gate, up] = weights.map(({ values }) => matmul(h, values, inputs, round));
        return swiglu(gate!, up!, round);
      };
      return {
        words,
        batch: { start: 3, tokens },
        bytes:
          x.byteLength + gain.encoded.bytes.length + weightBytes(format, 2 * outputs * inputs) + 4 * tokens * outputs,
        plan: plan(rig, sizes, (op) => op.normGateUp(input, gains, pack, act, eps)),
        judge: againstFloat64(() => rig.read(act), oracle, inverseSqrtAllowance + siluAllowance),
      };
    },
  };
}

/** Logits: of every token, or of the last of many. A weight is split into pieces of at most `pieceRows`. */
export function normProductCheck(shape: BatchShape | 'last of many'): Check<ProductSizes & { pieceRows: number }> {
  const batch = shape === 'one' ? 'one' : 'many';
  return {
    formats: formatNames,
    sample: (random) => {
      const [sizes, outputs] = [sampleSizes(random, batch), random.odd(3, 300)];
      return { ...sizes, outputs, pieceRows: random.integer(1, Math.max(1, outputs >> 1)) };
    },
    // An eighth of the vocabulary: all of it takes an oracle half a minute.
    inModel: ({ hidden, vocabulary }) => {
      const outputs = vocabulary / 8;
      return { ...tokensInModel(batch), inputs: hidden, outputs, pieceRows: outputs };
    },
    build(rig, sizes, random, format) {
      const { tokens = 1, inputs, outputs, pieceRows } = sizes;
      const { x, gain, words } = normed(random, tokens, inputs, format);
      const weight = encode(random.normals(outputs * inputs), format);
      const last = shape === 'last of many';
      const rows = last ? 1 : tokens;
      const logits = rig.output(rows * outputs, outputs);
      const input = rig.input(x, inputs);
      const tail = last ? rig.output(inputs, inputs, { fixed: 1 }) : input;
      const gains = rig.weight(gain.encoded, gain.type, 1, inputs);
      const pieces = rig.weight(weight, format, outputs, inputs, pieceRows);
      return {
        words,
        batch: { start: 3, tokens },
        bytes: 4 * rows * (inputs + outputs) + gain.encoded.bytes.length + weight.bytes.length,
        plan: plan(rig, sizes, (op) => op.logits({ x: input, tail, logits }, gains, pieces, eps)),
        judge: againstFloat64(
          () => rig.read(logits),
          (round) =>
            matmul(rmsNorm(x.slice(-rows * inputs), gain.encoded.values, eps, round), weight.values, inputs, round),
          inverseSqrtAllowance,
        ),
      };
    },
  };
}

export function productAddCheck(shape: BatchShape): Check<ProductSizes> {
  return {
    formats: formatNames,
    sample: (random) => ({
      ...sampleSizes(random, shape),
      outputs: random.odd(3, 200),
    }),
    inModel: ({ hidden, ffn }) => ({ ...tokensInModel(shape), inputs: ffn, outputs: hidden }),
    build(rig, sizes, random, format) {
      const { operands, ...rest } = residualProduct(rig, sizes, random, format);
      const { y, weight, x, sum } = operands;
      return { ...rest, plan: plan(rig, sizes, (op) => op.productAdd(y, weight, x, sum)) };
    },
  };
}

/** sum = x + W y, for any kernel that takes it: everything but what records one. */
export function residualProduct(rig: Rig, sizes: ProductSizes, random: Random, format: WeightType) {
  const { tokens = 1, inputs, outputs } = sizes;
  const y = random.normals(tokens * inputs);
  const before = random.normals(tokens * outputs, 10);
  const encoded = encode(random.normals(outputs * inputs), format);
  const sum = rig.output(before.length, outputs);
  return {
    operands: {
      y: rig.input(y, inputs),
      weight: rig.weight(encoded, format, outputs, inputs),
      x: rig.input(before, outputs),
      sum,
    },
    batch: { start: 3, tokens },
    bytes: y.byteLength + encoded.bytes.length + 2 * before.byteLength,
    judge: againstFloat64(
      () => rig.read(sum),
      (round) => add(before, matmul(y, encoded.values, inputs, round), round),
    ),
  };
}
