import { ropeRotations } from '../../model/pass/rope.ts';
import { halfUlp, joined, type ModelShape } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';
import type { WeightType } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { attention, rmsNorm, rope, type Round } from '../oracle/float64.ts';
import type { AttentionOperands } from './operands.ts';
import { attentionPartsSize } from './splits.ts';

const rmsNormEps = 1e-6;
/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place, inverseSqrt to 2. Scores are mostly within 30 of the largest. */
export const allowance = (2 * (3 + 2 * 30) + 4) * halfUlp;

/** `group` query heads share one of `kvHeads`. */
export type HeadSizes = { start: number; kvHeads: number; group: number; headDim: number };

export const headsInModel = ({ heads, kvHeads, headDim }: ModelShape): HeadSizes => ({
  start: 1023,
  kvHeads,
  group: heads / kvHeads,
  headDim,
});

/**
 * Everything that attention touches, with stale values in the cache from the batch's first position on, some of them not
 * finite. `type` is that of the gains of q and k.
 */
export function scene(rig: Rig, random: Random, sizes: HeadSizes & { tokens?: number }, type: WeightType) {
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
    qkNorm: rig.pack(gains, [type, type], headDim),
    cache: rig.cache(stale(past.k), stale(past.v), { kvHeads, headDim }, random.pick([kvHeads, 1])),
    heads: { heads, kvHeads, headDim, rmsNormEps },
  };
  const positions = start + tokens;
  return {
    batch: { start, tokens },
    v,
    past,
    turned,
    operands,
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
