import { attentionPartsSize } from '../tuning.ts';
import { add, attention, matmul, rmsNorm, rope, type Round } from '../oracle/float64.ts';
import type { AttentionOperands, Joins } from '../fused_ops.ts';
import type { WeightType } from '../operands.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
import { halfUlp, judge, type Check } from '../checking/check.ts';
import { encode, type Encoded } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';

const gainTypes: WeightType[] = ['F32', 'F16', 'BF16'];
const weightTypes: WeightType[] = [...gainTypes, 'Q8', 'Q4'];
const rmsNormEps = 1e-6;
/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place, inverseSqrt to 2. Scores are mostly within 30 of the largest. */
const allowance = (2 * (3 + 2 * 30) + 4) * halfUlp;

interface Size {
  tokens: number;
  start: number;
  kvHeads: number;
  group: number;
  headDim: number;
}

/** Everything that attention touches, with stale values in the cache from the batch's first position on, some of them not finite. */
function scene(rig: Rig, random: Random, { tokens, start, kvHeads, group, headDim }: Size) {
  const heads = kvHeads * group;
  const type = random.pick(gainTypes);
  const gains = [encode(random.normals(headDim, 2), type), encode(random.normals(headDim, 2), type)] as [
    Encoded,
    Encoded,
  ];
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
  return {
    words: `${type} ${tokens} tokens at ${start}, ${heads}/${kvHeads} heads of ${headDim}`,
    normedHeads: { heads, kvHeads, headDim, rmsNormEps },
    v,
    past,
    turned,
    operands,
    cache: rig.cache(stale(past.k), stale(past.v), headDim),
    pack: rig.pack(gains, type, headDim),
    /** attn of the batch over everything cached. */
    attended: (round: Round) => {
      const own = turned(round);
      return attention(own.q, [...past.k, ...own.k], [...past.v, ...v], shape, round);
    },
  };
}

/** The batch's keys and values where they belong, the past as it was, and q. */
export function ropeAppendCheck(shape: 'one' | 'many'): Check {
  return async (rig, random) => {
    const tokens = shape === 'one' ? 1 : random.odd(3, 20);
    const start = random.integer(0, 60);
    const [kvHeads, headDim] = [random.integer(1, 3), random.integer(1, 128) * 2];
    const s = scene(rig, random, { tokens, start, kvHeads, group: random.integer(1, 4), headDim });
    const joins: Joins = { ropeAttention: false, attentionOut: false };
    await rig.runFused({ start, tokens }, shape === 'one' ? joins : 'many', (op) =>
      op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads),
    );
    const cached = await rig.readCache(s.cache, (start + tokens) * kvHeads, headDim);
    const actual = [...(await rig.read(s.operands.qRotated)), ...cached.keys, ...cached.values];
    const oracle = (round: Round) => {
      const { q, k } = s.turned(round);
      return [...q, ...s.past.k, ...k, ...s.past.v, ...s.v];
    };
    return judge(s.words, actual, oracle, allowance);
  };
}

/** Attention of one token: with the norms and rotations in the same kernel, or after them. */
export function attentionSplitCheck(ropeAttention: boolean, longest: number): Check {
  return async (rig, random) => {
    // The first token of all finds nothing but stale values; and small heads fit the subgroups of a CPU adapter.
    const start = random.next() < 0.2 ? 0 : random.integer(0, longest);
    const group = random.integer(1, 8);
    const headDim = random.next() < 0.3 ? random.pick([8, 16]) : random.integer(1, 128) * 2;
    const size = { tokens: 1, start, kvHeads: random.integer(1, 3), group, headDim };
    const s = scene(rig, random, size);
    await rig.runFused({ start, tokens: 1 }, { ropeAttention, attentionOut: false }, (op) => {
      if (!ropeAttention) op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads);
      op.attention(s.operands, s.pack, s.cache, s.normedHeads);
    });
    return judge(s.words, await rig.read(s.operands.attn), s.attended, allowance);
  };
}

/** Attention of one token merged on the way into its projection and the residual. */
export const mergeProductAddCheck: Check = async (rig, random) => {
  const start = random.integer(0, 120);
  const size = { tokens: 1, start, kvHeads: random.integer(1, 3), group: random.integer(1, 4) };
  const headDim = random.integer(1, 16) * 8;
  const s = scene(rig, random, { ...size, headDim });
  const width = s.operands.attn.width;
  const outputs = random.odd(3, 150);
  const type = random.pick(weightTypes);
  const weight = encode(random.normals(outputs * width), type);
  const before = random.normals(outputs, 10);
  const sum = rig.output(outputs, outputs);
  await rig.runFused({ start, tokens: 1 }, { ropeAttention: true, attentionOut: true }, (op) => {
    op.attention(s.operands, s.pack, s.cache, s.normedHeads);
    const projection = rig.weight(weight, type, outputs, width);
    op.attentionOut(s.operands, projection, rig.input(before, outputs), sum, s.normedHeads);
  });
  const oracle = (round: Round) => add(before, matmul(s.attended(round), weight.values, width, round), round);
  return judge(`${s.words} by ${outputs} of ${type}`, await rig.read(sum), oracle, allowance);
};

/** Many tokens anywhere; with groups of query heads that do not divide a workgroup's rows. */
export const attentionTilesCheck: Check = async (rig, random) => {
  const [tokens, start] = [random.integer(2, 90), random.integer(0, 1) * random.integer(1, 150)];
  const group = random.integer(1, 8);
  const kvHeads = group > 4 ? 1 : random.integer(1, 3);
  const s = scene(rig, random, { tokens, start, kvHeads, group, headDim: random.integer(1, 128) * 2 });
  await rig.runFused({ start, tokens }, 'many', (op) => {
    op.ropeAppend(s.operands, s.pack, s.cache, s.normedHeads);
    op.attention(s.operands, s.pack, s.cache, s.normedHeads);
  });
  return judge(s.words, await rig.read(s.operands.attn), s.attended, allowance);
};
