import ropeAppend from '../../../shaders/rope/rope_append.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { cacheChoice, valuesFirst } from '../attention/cache.ts';
import type { AttentionOperands } from '../attention/operands.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyType, placeInPack } from '../operands.ts';

/** Invocations per head. */
export function ropeSizes({ isCpu, subgroupLanes }: AdapterTraits): number {
  return isCpu ? subgroupLanes : 64;
}

/** Normalises and rotates q and k, and writes k and v to the cache. One dispatch per piece of the cache, for any batch. */
export function recordRope(
  { recorder, batch, tuning }: Context<{ rope: number }>,
  { q, k, v, rotations, qRotated, qkNorm, cache, heads: { heads, kvHeads, headDim, rmsNormEps } }: AttentionOperands,
): void {
  for (const piece of cache.pieces) {
    recorder.dispatch(
      sourceOf(
        ropeAppend,
        { weight_type: weightTypes[onlyType(qkNorm)], group_size: tuning.rope, ...teamLanes(tuning.rope, tuning) },
        { ...tuning.choices, ...cacheChoice(cache) },
      ),
      {
        batch,
        q: q.binding,
        k: k.binding,
        v: v.binding,
        gains: qkNorm.binding,
        rotations,
        q_rope: qRotated.binding,
        cache: piece.whole,
      },
      {
        heads,
        kv_heads: kvHeads,
        first_key_head: piece.firstHead,
        cache_heads: piece.heads,
        head_dim: headDim,
        head_vectors: cache.stride / 4,
        k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
        values_first: valuesFirst(cache, piece),
        eps: rmsNormEps,
      },
      { x: piece.heads * (heads / kvHeads + 2), y: { rows: q.rows, each: 1 } },
    );
  }
}
