import { ropeRotations } from '../../model/pass/rope.ts';
import { cacheElementBytes, type CacheType } from '../../vocabulary/cache_type.ts';
import { halfUlp, joined, type ModelShape } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';
import type { WeightType } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { attention, exact, rmsNorm, rope, type Round, type Values } from '../oracle/float64.ts';
import { formatOfCache } from './cache.ts';
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

/** Everything random about a cache besides its values: its type, and whether it is in pieces of one head. */
export function randomLayout(rig: Rig, random: Random, kvHeads: number) {
  return { type: random.pick(rig.cacheTypes), headsEach: random.pick([kvHeads, 1]) };
}

/** In words, for a case. */
export const layoutInWords = ({ type, headsEach }: ReturnType<typeof randomLayout>): string =>
  `cache in ${type}, ${headsEach} key heads to a piece`;

/** Values as a cache of `type` holds them. */
export function asCached(values: Float32Array<ArrayBuffer>, type: CacheType): Float32Array<ArrayBuffer> {
  return Float32Array.from(encode(values, formatOfCache[type]).values);
}

/**
 * What a cache of `type` is to hold of values known in float64. A kernel's own, in f32, may lie on the other side of the middle between two of
 * f16: either is right.
 */
function heldOf(exactly: Values, type: CacheType, actual: Values): Values {
  if (type === 'f32') return exactly;
  const nearest = encode(exactly, formatOfCache[type]).values;
  return nearest.map((value, i) => {
    const [off, least] = [Math.abs(actual[i]! - exactly[i]!), Math.abs(value - exactly[i]!)];
    return off <= least + nearMiddle * Math.abs(exactly[i]!) ? actual[i]! : value;
  });
}

/** Relative: 32 units in the last place of f32. */
const nearMiddle = 2 ** -18;

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
  const layout = randomLayout(rig, random, kvHeads);
  const past = {
    k: asCached(random.normals(start * kvWidth, 2), layout.type),
    v: asCached(random.normals(start * kvWidth), layout.type),
  };
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
    cache: rig.cache(stale(past.k), stale(past.v), { kvHeads, headDim }, layout),
    heads: { heads, kvHeads, headDim, rmsNormEps },
  };
  const positions = start + tokens;
  const cached = { keys: new Float32Array(), values: new Float32Array() };
  /** The batch's own keys and values as the cache is to hold them. */
  const appended = (round: Round) => {
    const { q, k: own } = turned(round);
    if (layout.type === 'f32') return { q, k: own, v };
    const written = cached.keys.subarray(start * kvWidth);
    return { q, k: heldOf(turned(exact).k, layout.type, written), v: asCached(v, layout.type) };
  };
  return {
    batch: { start, tokens },
    words: layoutInWords(layout),
    past,
    appended,
    operands,
    /** Keys and values of all positions, once the kernels have run: what is judged of a cache in f16 depends on it. */
    readCache: async () => Object.assign(cached, await rig.readCache(operands.cache, positions, { kvHeads, headDim })),
    /** Of what is read whatever the kernel: q, gains, rotations. */
    inputBytes: q.byteLength + 2 * weightBytes(type, headDim) + 4 * tokens * headDim,
    /** Of the keys and values of all positions. */
    cacheBytes: 2 * cacheElementBytes[layout.type] * positions * kvWidth,
    /** attn of the batch over everything cached. */
    attended: (round: Round) => {
      const own = appended(round);
      return attention(own.q, joined([past.k, own.k]), joined([past.v, own.v]), shape, round);
    },
  };
}
