import type { Recorder } from '../../gpu/recording.ts';
import attentionScores from '../../../shaders/inspect/attention_scores.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { cacheChoice } from '../attention/cache.ts';
import type { NormedHeads } from '../attention/operands.ts';
import { sourceOf } from '../compose.ts';
import { onlyPiece, weightTypes, type Activation, type LayerCache, type Weight } from '../operands.ts';
import type { StatisticsSizes } from '../watch/statistics.ts';

/** Positions per workgroup. */
const split = 128;

export interface ScoredLayer {
  batch: GPUBuffer;
  /** Of one token, as projected. */
  q: Activation;
  /** The gain of q's norm. */
  qNorm: Weight;
  rotations: GPUBuffer;
  cache: LayerCache;
  /** f32 [heads, positions] */
  scores: GPUBuffer;
}

/** Records one dispatch over the query heads of one token in one layer, or one per piece of the cache. */
export function recordAttentionScores(
  recorder: Recorder<unknown>,
  { batch, q, qNorm, rotations, cache, scores }: ScoredLayer,
  { heads, kvHeads, headDim, rmsNormEps }: NormedHeads,
  tuning: AdapterTraits & StatisticsSizes & { attention: { team: number } },
): void {
  const queryGroup = heads / kvHeads;
  for (const piece of cache.pieces) {
    recorder.dispatch(
      sourceOf(
        attentionScores,
        {
          group_size: tuning.statistics,
          ...teamLanes(tuning.attention.team, tuning),
          weight_type: weightTypes[qNorm.type],
          head_dim: headDim,
          split,
        },
        { ...tuning.choices, ...cacheChoice(cache) },
      ),
      { batch, q: q.binding, gains: onlyPiece(qNorm), rotations, keys: piece.keys, scores },
      {
        first_head: piece.firstHead * queryGroup,
        cache_heads: piece.heads,
        query_group: queryGroup,
        stride: cache.stride / 4,
        scale: headDim ** -0.5,
        eps: rmsNormEps,
      },
      { x: piece.heads * queryGroup, y: ({ start }) => Math.ceil((start + 1) / split) },
    );
  }
}

/** The shares of attention, from scores [heads, positions]: their softmax by head, in float64. */
export function attentionShares(scores: Float32Array, heads: number): Float32Array<ArrayBuffer> {
  const positions = scores.length / heads;
  const shares = new Float32Array(scores.length);
  for (let first = 0; first < scores.length; first += positions) {
    let largest = -Infinity;
    for (let at = first; at < first + positions; at += 1) largest = Math.max(largest, scores[at]!);
    const weights = Float64Array.from(scores.subarray(first, first + positions), (score) => Math.exp(score - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, at) => (shares[first + at] = weight / total));
  }
  return shares;
}
