import type { Recorder } from '../gpu/recording.ts';
import { liveKernel } from './compose.ts';
import { attentionStatistics, rowStatistics } from './live_contracts.ts';
import { weightTypes, type Activation, type LayerCache, type WeightPack } from './operands.ts';
import type { Heads } from './reference_ops.ts';
import type { Tuning } from './tuning.ts';

/** u32 that every row's statistics take, and f32 that every head's do. */
export const wordsARow = 16;
export const wordsAHead = 4;

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

/** Records one dispatch over the query heads of one token, into heads from `firstHead` on of `statistics`. */
export function recordAttentionStatistics(
  recorder: Recorder<unknown>,
  from: { batch: GPUBuffer; q: Activation; qkNorm: WeightPack; rotations: GPUBuffer; cache: LayerCache },
  to: { statistics: GPUBuffer; firstHead: number },
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
      },
      tuning.teamSums,
    ),
    {
      batch: from.batch,
      q: from.q.binding,
      gains: from.qkNorm.binding,
      rotations: from.rotations,
      keys: from.cache.keys,
      heads: to.statistics,
    },
    {
      kv_heads: kvHeads,
      query_group: heads / kvHeads,
      stride: from.cache.stride / 4,
      first: to.firstHead,
      scale: headDim ** -0.5,
      eps: rmsNormEps,
    },
    { x: heads, y: 1 },
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

/** Head `head` of what {@link recordAttentionStatistics} leaves. */
export function readHead(words: Float32Array, head: number): HeadStatistics {
  const at = head * wordsAHead;
  return { largestLogit: words[at]!, entropy: words[at + 1]!, firstShare: words[at + 2]! };
}

function constants({ statistics, subgroupLanes }: Tuning, team: number) {
  return { group_size: statistics, team, subgroup_lanes: Math.min(team, subgroupLanes) };
}
