import type { Batch, Recorder } from '../../gpu/recording.ts';
import attentionLanes from '../../../shaders/attention/attention_lanes.wgsl';
import attentionMerge from '../../../shaders/attention/attention_merge.wgsl';
import attentionSplit from '../../../shaders/attention/attention_split.wgsl';
import { maxOf, sourceOf } from '../compose.ts';
import type { AttentionOperands, Joins, NormedHeads } from '../fused_ops.ts';
import { placeInPack, weightTypes, type LayerCache, type WeightPack } from '../operands.ts';
import { splitsOf, teamLanes, type SplitTuning, type Tuning } from '../tuning.ts';

/** Query heads of a key head that one workgroup has room for. */
export const mostQueryHeads = maxOf(attentionSplit, 'query_group');
const mostHeadsEach = maxOf(attentionLanes, 'heads_each');
/** vec4s of sums to merge that a workgroup has room for: 8 KiB. */
const mostSums = 512;

/** Attention of one token: its splits, and, unless `attn_out` does it, their merging. One dispatch or two. */
export function attentionOfOne(
  recorder: Recorder<unknown>,
  batch: GPUBuffer,
  tuning: Tuning,
  joins: Joins,
  b: AttentionOperands,
  qkNorm: WeightPack,
  cache: LayerCache,
  heads: NormedHeads,
): void {
  const { splits } = tuning.attention;
  const queryGroup = heads.heads / heads.kvHeads;
  const headVectors = cache.stride / 4;
  const constants = {
    weight_type: weightTypes[qkNorm.type],
    kv_heads: heads.kvHeads,
    head_dim: heads.headDim,
    query_group: queryGroup,
    k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
    rotate: joins.ropeAttention ? 1 : 0,
    ...splitConstants(splits),
  };
  const operands = {
    batch,
    q: joins.ropeAttention ? b.q.binding : b.qRotated.binding,
    k: b.k.binding,
    v: b.v.binding,
    gains: qkNorm.binding,
    rotations: b.rotations,
    cache: cache.whole,
    parts: b.attentionParts,
  };
  const params = {
    values_first: cache.values.offset / 16,
    scale: heads.headDim ** -0.5,
    eps: heads.rmsNormEps,
  };
  const y = ({ start }: Batch) => splitsOf(start + 1, splits);
  const lanes = lanesTuning(tuning, queryGroup, heads.headDim);
  if (lanes) {
    const kernel = sourceOf(attentionLanes, { ...constants, ...lanes }, tuning.choices);
    const x = heads.kvHeads * Math.ceil(queryGroup / lanes.heads_each);
    recorder.dispatch(kernel, operands, params, { x, y });
  } else {
    const split = { head_vectors: headVectors, ...splitTuning(tuning, queryGroup, headVectors) };
    const kernel = sourceOf(attentionSplit, { ...constants, ...split }, tuning.choices);
    recorder.dispatch(kernel, operands, params, { x: heads.kvHeads, y });
  }
  if (joins.attentionOut) return;
  recorder.dispatch(
    sourceOf(
      attentionMerge,
      {
        group_size: Math.max(tuning.attentionMerge, powerOfTwo(headVectors)),
        head_vectors: headVectors,
        ...splitConstants(splits),
      },
      tuning.choices,
    ),
    { batch, parts: b.attentionParts, attn: b.attn.binding },
    { head_dim: heads.headDim },
    { x: heads.heads, y: 1 },
  );
}

/** Of whatever reads the parts that splits leave (shaders/shared/splits.wgsl). */
export function splitConstants({ fewest, many, most }: SplitTuning) {
  return { fewest_splits: fewest, many_splits: many, split_most: most };
}

/** How attention_lanes.wgsl divides heads and a workgroup, null where it does not fit. */
function lanesTuning({ choices, subgroupLanes, attention }: Tuning, queryGroup: number, headDim: number) {
  const lanes = headDim / 16;
  if (choices.team !== 'team_subgroups' || powerOfTwo(lanes) !== lanes || lanes < 1 || lanes > subgroupLanes)
    return null;
  const headsEach = Math.min(queryGroup, mostHeadsEach);
  const teams = Math.max(1, Math.min(attention.groupSize / subgroupLanes, mostSums / (4 * lanes * headsEach)));
  return { group_size: teams * subgroupLanes, subgroup_lanes: subgroupLanes, lanes, heads_each: headsEach };
}

/** How attention_split.wgsl divides a workgroup: at least a column of the values an invocation. */
function splitTuning(tuning: Tuning, queryGroup: number, headVectors: number) {
  const { groupSize, team } = tuning.attention;
  return {
    group_size: Math.max(Math.min(groupSize, mostSums / powerOfTwo(queryGroup)), powerOfTwo(headVectors)),
    ...teamLanes(team, tuning),
  };
}

/** The least power of two that is at least `value`. */
function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}
