import { attentionPartsSize } from '../tuning.ts';
import { add, attention, matmul, rmsNorm, rope, type Round } from '../oracle/float64.ts';
import type { AttentionOperands, FusedOps, Joins } from '../fused_ops.ts';
import { denseTypes, formatNames, type WeightType } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
import { againstFloat64, halfUlp, joined, type Check, type ModelShape } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';

const rmsNormEps = 1e-6;
/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place, inverseSqrt to 2. Scores are mostly within 30 of the largest. */
const allowance = (2 * (3 + 2 * 30) + 4) * halfUlp;

/** `group` query heads share one of `kvHeads`. */
type HeadSizes = { start: number; kvHeads: number; group: number; headDim: number };

const headsInModel = ({ heads, kvHeads, headDim }: ModelShape): HeadSizes => ({
  start: 1023,
  kvHeads,
  group: heads / kvHeads,
  headDim,
});

/**
 * Everything that attention touches, with stale values in the cache from the batch's first position on, some of them not
 * finite. `type` is that of the gains of q and k.
 */
function scene(rig: Rig, random: Random, sizes: HeadSizes & { tokens?: number }, type: WeightType) {
  const { tokens = 1, start, kvHeads, group, headDim } = sizes;
  const heads = kvHeads * group;
  const gains = [encode(random.normals(headDim, 2), type), encode(random.normals(headDim, 2), type)] as const;
  const kvWidth = kvHeads * headDim;
  const width = heads * headDim;
  const [q, k, v] = [
    random.normals(tokens * width, 2),
    random.normals(tokens * kvWidth),
    random.normals(tokens * kvWidth),
  ];
  const past = { k: random.normals(start * kvWidth, 2), v: random.normals(start * kvWidth) };
  const stale = (known: Float32Array) => {
    const all = random.normals((start + tokens + 5) * kvWidth, 1e30).map((value, i) => [value, NaN, Infinity][i % 3]!);
    all.set(known);
    return all;
  };
  const rotations = ropeRotations(start + tokens, headDim, 1e6);
  const turned = (round: Round) => ({
    q: rope(rmsNorm(q, gains[0].values, rmsNormEps, round), rotations, { heads, headDim, start }, round),
    k: rope(rmsNorm(k, gains[1].values, rmsNormEps, round), rotations, { heads: kvHeads, headDim, start }, round),
  });
  const shape = { heads, kvHeads, headDim, start };
  const parts = attentionPartsSize(rig.tuning, heads, Math.ceil(headDim / 4) * 4, start + tokens);
  const operands: AttentionOperands = {
    q: rig.input(q, width),
    k: rig.input(k, kvWidth),
    v: rig.input(v, kvWidth),
    qRotated: rig.output(q.length, width),
    rotations: rig.input(rotations, 1).binding.buffer,
    attentionParts: rig.scratch(parts),
    attn: rig.output(q.length, width),
  };
  const positions = start + tokens;
  return {
    batch: { start, tokens },
    normedHeads: { heads, kvHeads, headDim, rmsNormEps },
    v,
    past,
    turned,
    operands,
    cache: rig.cache(stale(past.k), stale(past.v), headDim),
    pack: rig.pack(gains, type, headDim),
    /** Of what is read whatever the kernel: q, gains, rotations. */
    inputBytes: q.byteLength + 2 * weightBytes(type, headDim) + 4 * tokens * headDim,
    /** Of the keys and values of all positions. */
    cacheBytes: 8 * positions * kvWidth,
    /** attn of the batch over everything cached. */
    attended: (round: Round) => {
      const own = turned(round);
      return attention(own.q, joined([past.k, own.k]), joined([past.v, v]), shape, round);
    },
  };
}

/** The batch's keys and values where they belong, the past as it was, and q. */
export function ropeAppendCheck(batch: 'one' | 'many'): Check<HeadSizes & { tokens?: number }> {
  return {
    formats: denseTypes,
    minima: { start: 0 },
    multiples: { headDim: 2 },
    sample: (random) => ({
      ...(batch === 'many' && { tokens: random.odd(3, 20) }),
      start: random.integer(0, 60),
      kvHeads: random.integer(1, 3),
      group: random.integer(1, 4),
      headDim: random.integer(1, 128) * 2,
    }),
    inModel: (model) => ({ ...(batch === 'many' && { tokens: 64 }), ...headsInModel(model) }),
    build(rig, sizes, random, format) {
      const { tokens = 1, start, kvHeads, headDim } = sizes;
      const s = scene(rig, random, sizes, format);
      const record = (op: FusedOps) => op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads);
      return {
        batch: s.batch,
        bytes: 2 * s.inputBytes + 16 * tokens * kvHeads * headDim,
        plan: batch === 'one' ? rig.forOne(apart, record) : rig.forMany(tokens, noProduct, record),
        judge: againstFloat64(
          async () => {
            const cached = await rig.readCache(s.cache, (start + tokens) * kvHeads, headDim);
            return joined([await rig.read(s.operands.qRotated), cached.keys, cached.values]);
          },
          (round) => {
            const { q, k } = s.turned(round);
            return joined([q, s.past.k, k, s.past.v, s.v]);
          },
          allowance,
        ),
      };
    },
  };
}

const apart: Joins = { ropeAttention: false, attentionOut: false };
const noProduct = { inputs: 1, outputs: 1 };

/** Attention of one token: with the norms and rotations in the same kernel, or after them. */
export function attentionSplitCheck(ropeAttention: boolean, longest: number): Check<HeadSizes> {
  return {
    formats: denseTypes,
    minima: { start: 0 },
    multiples: { headDim: 2 },
    sample: (random) => ({
      // The first token of all finds nothing but stale values; and small heads fit the subgroups of a CPU adapter.
      start: random.next() < 0.2 ? 0 : random.integer(0, longest),
      group: random.integer(1, 8),
      headDim: random.next() < 0.3 ? random.pick([8, 16]) : random.integer(1, 128) * 2,
      kvHeads: random.integer(1, 3),
    }),
    inModel: headsInModel,
    build(rig, sizes, random, format) {
      const s = scene(rig, random, sizes, format);
      return {
        batch: s.batch,
        bytes: s.inputBytes + s.cacheBytes + 4 * s.operands.attn.width,
        plan: rig.forOne({ ropeAttention, attentionOut: false }, (op) => {
          if (!ropeAttention) op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads);
          op.attention(s.operands, s.pack, s.cache, s.normedHeads);
        }),
        judge: againstFloat64(() => rig.read(s.operands.attn), s.attended, allowance),
      };
    },
  };
}

/** Attention of one token merged on the way into its projection and the residual. */
export const mergeProductAddCheck: Check<HeadSizes & { outputs: number }> = {
  formats: formatNames,
  minima: { start: 0 },
  multiples: { headDim: 8 },
  sample: (random) => ({
    start: random.next() < 0.2 ? 0 : random.integer(0, 200),
    kvHeads: random.integer(1, 3),
    group: random.integer(1, 4),
    headDim: random.integer(1, 16) * 8,
    outputs: random.odd(3, 150),
  }),
  inModel: (model) => ({ ...headsInModel(model), outputs: model.hidden }),
  build(rig, { outputs, ...sizes }, random, format) {
    const gainType = random.pick(denseTypes);
    const s = scene(rig, random, sizes, gainType);
    const { width } = s.operands.attn;
    const weight = encode(random.normals(outputs * width), format);
    const before = random.normals(outputs, 10);
    const sum = rig.output(outputs, outputs);
    const [projection, x] = [rig.weight(weight, format, outputs, width), rig.input(before, outputs)];
    return {
      words: `gains of ${gainType}`,
      batch: s.batch,
      bytes: s.inputBytes + s.cacheBytes + weight.bytes.length + 2 * before.byteLength,
      plan: rig.forOne({ ropeAttention: true, attentionOut: true }, (op) => {
        op.attention(s.operands, s.pack, s.cache, s.normedHeads);
        op.attentionOut(s.operands, projection, x, sum, s.normedHeads);
      }),
      judge: againstFloat64(
        () => rig.read(sum),
        (round) => add(before, matmul(s.attended(round), weight.values, width, round), round),
        allowance,
      ),
    };
  },
};

/** Many tokens anywhere; with groups of query heads that do not divide a workgroup's rows. */
export const attentionTilesCheck: Check<HeadSizes & { tokens: number }> = {
  formats: denseTypes,
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => {
    const group = random.integer(1, 8);
    return {
      tokens: random.integer(2, 90),
      start: random.integer(0, 1) * random.integer(1, 150),
      kvHeads: group > 4 ? 1 : random.integer(1, 3),
      group,
      headDim: random.integer(1, 128) * 2,
    };
  },
  inModel: (model) => ({ tokens: 64, ...headsInModel(model), start: 0 }),
  build(rig, sizes, random, format) {
    const s = scene(rig, random, sizes, format);
    return {
      batch: s.batch,
      bytes: s.inputBytes + s.cacheBytes + 4 * sizes.tokens * s.operands.attn.width,
      plan: rig.forMany(sizes.tokens, noProduct, (op) => {
        op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads);
        op.attention(s.operands, s.pack, s.cache, s.normedHeads);
      }),
      judge: againstFloat64(() => rig.read(s.operands.attn), s.attended, allowance),
    };
  },
};
