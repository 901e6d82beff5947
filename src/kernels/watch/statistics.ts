import type { Recorder } from '../../gpu/recording.ts';
import attentionStatistics from '../../../shaders/watch/attention_statistics.wgsl';
import rowStatistics from '../../../shaders/watch/row_statistics.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { cacheChoice } from '../attention/cache.ts';
import type { NormedHeads } from '../attention/operands.ts';
import { sourceOf } from '../compose.ts';
import { onlyType, weightTypes, type Activation, type LayerCache, type WeightPack } from '../operands.ts';

/** Invocations per workgroup, for statistics of a row or of a head. */
export interface StatisticsSizes {
  statistics: number;
}

export function statisticsSizes({ isCpu }: AdapterTraits): number {
  return isCpu ? 4 : 256;
}

/** u32 values of a row's statistics, and f32 values of a head's in a split of the positions. */
export const wordsARow = 16;
const wordsASplit = 4;

/** Positions per workgroup. */
const split = 128;

/** Bytes of attention's statistics for `heads` heads at `positions` positions. */
export function splitsBytes(heads: number, positions: number): number {
  return Math.ceil(positions / split) * heads * wordsASplit * 4;
}

/** Statistics of a row of f32 values: moments and extremes of the finite ones, in float64, and counts by kind. */
export interface RowStatistics {
  mean: number;
  /** The population standard deviation: divided by the count. */
  std: number;
  rms: number;
  absmax: number;
  /** The index of the value of the largest magnitude, the first of equal ones. */
  channel: number;
  nan: number;
  positiveInfinities: number;
  negativeInfinities: number;
  /** Of either sign. */
  zeros: number;
  subnormals: number;
  /** Finite, but infinite once rounded to f16. */
  beyondF16: number;
  /** The factor of a norm of this row, in f32 as its kernels compute it: 0 if the squares overflow. */
  inverseScale: number;
}

/** How one head attends from one position. */
export interface HeadStatistics {
  /** Of q . k / sqrt(head_dim). */
  largestLogit: number;
  /** In nats: 0 if all attention is on one position, log(positions) if it is uniform. */
  entropy: number;
  /** The share of attention on position 0. */
  firstShare: number;
}

/** What the layers of one token write: for each stage the rows of all layers, at multiples of the binding alignment. */
export interface LayerStages {
  /** The input of every layer, and the output of the last. */
  x: Activation;
  q: Activation;
  k: Activation;
  v: Activation;
  attn: Activation;
  attnResidual: Activation;
  act: Activation;
}

/** Records one dispatch over all rows of `stages`, in the order of {@link LayerStages}. It writes from the beginning of `statistics`. */
export function recordRowStatistics(
  recorder: Recorder<unknown>,
  { stages, layers, alignment }: { stages: LayerStages; layers: number; alignment: number },
  statistics: GPUBuffer,
  eps: number,
  tuning: AdapterTraits & StatisticsSizes,
): void {
  const { x, q, k, v, attn, attnResidual, act } = stages;
  recorder.dispatch(
    sourceOf(rowStatistics, { group_size: tuning.statistics, ...teamLanes(tuning.statistics, tuning) }, tuning.choices),
    {
      x: x.binding.buffer,
      q: q.binding.buffer,
      k: k.binding.buffer,
      v: v.binding.buffer,
      attn: attn.binding.buffer,
      attn_residual: attnResidual.binding.buffer,
      act: act.binding.buffer,
      statistics,
    },
    { layers, hidden: x.width, attention: q.width, kv: k.width, ffn: act.width, alignment: alignment / 4, eps },
    { x: layers + 1, y: 7 },
  );
}

/** Records one dispatch over the query heads of one token, or one per piece of the cache. It writes to `statistics` from byte `offset` on. */
export function recordAttentionStatistics(
  recorder: Recorder<unknown>,
  from: { batch: GPUBuffer; q: Activation; qkNorm: WeightPack; rotations: GPUBuffer; cache: LayerCache },
  to: { statistics: GPUBuffer; offset: number },
  { heads, kvHeads, headDim, rmsNormEps }: NormedHeads,
  tuning: AdapterTraits & StatisticsSizes & { attention: { team: number } },
): void {
  const queryGroup = heads / kvHeads;
  for (const piece of from.cache.pieces) {
    recorder.dispatch(
      sourceOf(
        attentionStatistics,
        {
          group_size: tuning.statistics,
          ...teamLanes(tuning.attention.team, tuning),
          weight_type: weightTypes[onlyType(from.qkNorm)],
          head_dim: headDim,
          split,
        },
        { ...tuning.choices, ...cacheChoice(from.cache) },
      ),
      {
        batch: from.batch,
        q: from.q.binding,
        gains: from.qkNorm.binding,
        rotations: from.rotations,
        keys: piece.keys,
        splits: to.statistics,
      },
      {
        first_head: piece.firstHead * queryGroup,
        cache_heads: piece.heads,
        query_group: queryGroup,
        stride: from.cache.stride / 4,
        heads,
        first: to.offset / (4 * wordsASplit),
        scale: headDim ** -0.5,
        eps: rmsNormEps,
      },
      { x: piece.heads * queryGroup, y: ({ start }) => Math.ceil((start + 1) / split) },
    );
  }
}

/** Reads what {@link recordRowStatistics} writes. */
export class RowReader {
  readonly #u: Uint32Array;
  readonly #f: Float32Array;

  constructor(bytes: ArrayBuffer) {
    const words = Math.floor(bytes.byteLength / 4);
    this.#u = new Uint32Array(bytes, 0, words);
    this.#f = new Float32Array(bytes, 0, words);
  }

  row(row: number): RowStatistics {
    const [u, f, at] = [this.#u, this.#f, row * wordsARow];
    // Sums are of values divided by this, which may be beyond the range of f32.
    const scale = 2 ** (u[at + 8]! - 127);
    return {
      mean: f[at + 9]! * scale,
      std: Math.sqrt(f[at + 11]!) * scale,
      rms: Math.sqrt(f[at + 10]!) * scale,
      absmax: f[at]!,
      channel: u[at + 1]!,
      nan: u[at + 2]!,
      positiveInfinities: u[at + 3]!,
      negativeInfinities: u[at + 4]!,
      zeros: u[at + 5]!,
      subnormals: u[at + 6]!,
      beyondF16: u[at + 7]!,
      inverseScale: f[at + 12]!,
    };
  }
}

/** The statistics of all heads, from what {@link recordAttentionStatistics} writes: `words` has every split. */
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
