import type { Recorder } from '../gpu/recording.ts';
import { liveKernel } from './compose.ts';
import { attentionStatistics, rowStatistics } from './live_contracts.ts';
import { weightTypes, type Activation, type LayerCache, type WeightPack } from './operands.ts';
import type { Heads } from './reference_ops.ts';
import type { Tuning } from './tuning.ts';

/** u32 that every row's statistics take, and f32 that every head's do in a split of the positions. */
export const wordsARow = 16;
const wordsASplit = 4;

/** Positions that a workgroup looks at. */
const split = 128;

/** Bytes that attention's statistics of `heads` heads at `positions` positions take. */
export function splitsBytes(heads: number, positions: number): number {
  return Math.ceil(positions / split) * heads * wordsASplit * 4;
}

/** Of a row of f32 values: moments and extremes of those that are finite, in float64, and how many are of what kind. */
export interface RowStatistics {
  mean: number;
  /** Of the values themselves, not an estimate from a sample: divided by their count. */
  std: number;
  rms: number;
  absmax: number;
  /** Of the value that is largest, the first of equal ones. */
  channel: number;
  nan: number;
  positiveInfinities: number;
  negativeInfinities: number;
  /** Of either sign. */
  zeros: number;
  subnormals: number;
  /** Finite, but infinite once rounded to f16. */
  beyondF16: number;
  /** What a norm multiplies the row by, in f32 as its kernels do: 0 where the squares overflow. */
  inverseScale: number;
}

/** How one head attends from one position. */
export interface HeadStatistics {
  /** Of q . k / sqrt(head_dim). */
  largestLogit: number;
  /** In nats: 0 where all attention is on one position, log(positions) where it is even. */
  entropy: number;
  /** The share of attention that position 0 takes. */
  firstShare: number;
}

/** Records one dispatch over `rows` rows of f32, `strideBytes` apart, into rows from `firstRow` on of `statistics`. */
export function recordRowStatistics(
  recorder: Recorder<unknown>,
  values: { buffer: GPUBuffer; width: number; rows: number; strideBytes: number },
  to: { statistics: GPUBuffer; firstRow: number },
  eps: number,
  tuning: Tuning,
): void {
  recorder.dispatch(
    liveKernel(rowStatistics, constants(tuning, tuning.statistics), tuning.teamSums),
    { values: values.buffer, statistics: to.statistics },
    { width: values.width, stride: values.strideBytes / 4, first_row: to.firstRow, eps },
    { x: values.rows, y: 1 },
  );
}

/** Records one dispatch over the query heads of one token, into `statistics` from byte `offset` on. */
export function recordAttentionStatistics(
  recorder: Recorder<unknown>,
  from: { batch: GPUBuffer; q: Activation; qkNorm: WeightPack; rotations: GPUBuffer; cache: LayerCache },
  to: { statistics: GPUBuffer; offset: number },
  { heads, kvHeads, headDim, rmsNormEps }: Heads & { rmsNormEps: number },
  tuning: Tuning,
): void {
  recorder.dispatch(
    liveKernel(
      attentionStatistics,
      {
        ...constants(tuning, tuning.attention.team),
        weight_type: weightTypes[from.qkNorm.type],
        head_dim: headDim,
        split,
      },
      tuning.teamSums,
    ),
    {
      batch: from.batch,
      q: from.q.binding,
      gains: from.qkNorm.binding,
      rotations: from.rotations,
      keys: from.cache.keys,
      splits: to.statistics,
    },
    {
      kv_heads: kvHeads,
      query_group: heads / kvHeads,
      stride: from.cache.stride / 4,
      first: to.offset / (4 * wordsASplit),
      scale: headDim ** -0.5,
      eps: rmsNormEps,
    },
    { x: heads, y: { positionsEach: split, atLeast: 1 } },
  );
}

/** Row `row` of what {@link recordRowStatistics} leaves. */
export function readRow(words: Uint32Array, row: number): RowStatistics {
  const u = words.subarray(row * wordsARow, (row + 1) * wordsARow);
  const f = new Float32Array(u.buffer, u.byteOffset, wordsARow);
  // Sums are of values divided by this; beyond f32's range it still is a float64.
  const scale = 2 ** (u[8]! - 127);
  return {
    mean: f[9]! * scale,
    std: Math.sqrt(f[11]!) * scale,
    rms: Math.sqrt(f[10]!) * scale,
    absmax: f[0]!,
    channel: u[1]!,
    nan: u[2]!,
    positiveInfinities: u[3]!,
    negativeInfinities: u[4]!,
    zeros: u[5]!,
    subnormals: u[6]!,
    beyondF16: u[7]!,
    inverseScale: f[12]!,
  };
}

/** All heads of what {@link recordAttentionStatistics} leaves, in as many splits as `words` has. */
export function readHeads(words: Float32Array, heads: number): HeadStatistics[] {
  return Array.from({ length: heads }, (_, head) => {
    const splits = [];
    for (let at = head * wordsASplit; at < words.length; at += heads * wordsASplit) {
      splits.push({ largest: words[at]!, sum: words[at + 1]!, weighted: words[at + 2]!, first: words[at + 3]! });
    }
    const largestLogit = Math.max(...splits.map(({ largest }) => largest));
    let [sum, weighted] = [0, 0];
    for (const part of splits) {
      const share = Math.exp(part.largest - largestLogit);
      sum += share * part.sum;
      weighted += share * part.weighted;
    }
    return {
      largestLogit,
      // -sum(p log p) with p = e / sum, log p = logit - largest - log(sum).
      entropy: largestLogit + Math.log(sum) - weighted / sum,
      firstShare: Math.exp(splits[0]!.first - largestLogit) / sum,
    };
  });
}

function constants({ statistics, subgroupLanes }: Tuning, team: number) {
  return { group_size: statistics, team, subgroup_lanes: Math.min(team, subgroupLanes) };
}
