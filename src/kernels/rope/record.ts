import type { Recorder } from '../../gpu/recording.ts';
import appendKernel from '../../../shaders/rope/rope_append.wgsl';
import { sourceOf } from '../compose.ts';
import type { AttentionOperands, NormedHeads } from '../fused_ops.ts';
import { placeInPack, weightTypes, type LayerCache, type WeightPack } from '../operands.ts';
import { teamLanes, type Tuning } from '../tuning.ts';

/** Norms and rotations of q and k, and k and v into the cache, for one token or many. */
export function ropeAppend(
  recorder: Recorder<unknown>,
  batch: GPUBuffer,
  tuning: Tuning,
  { q, k, v, rotations, qRotated }: AttentionOperands,
  qkNorm: WeightPack,
  cache: LayerCache,
  { heads, kvHeads, headDim, rmsNormEps }: NormedHeads,
): void {
  recorder.dispatch(
    sourceOf(
      appendKernel,
      {
        weight_type: weightTypes[qkNorm.type],
        group_size: tuning.rope,
        ...teamLanes(tuning.rope, tuning),
      },
      tuning.choices,
    ),
    {
      batch,
      q: q.binding,
      k: k.binding,
      v: v.binding,
      gains: qkNorm.binding,
      rotations,
      q_rope: qRotated.binding,
      cache: cache.whole,
    },
    {
      heads,
      kv_heads: kvHeads,
      head_dim: headDim,
      stride: cache.stride,
      k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
      values_first: cache.values.offset / 4,
      eps: rmsNormEps,
    },
    { x: heads + 2 * kvHeads, y: { rows: q.rows, each: 1 } },
  );
}
