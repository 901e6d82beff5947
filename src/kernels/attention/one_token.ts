import type { Batch } from '../../gpu/recording.ts';
import attentionLanes from '../../../shaders/attention/attention_lanes.wgsl';
import attentionMerge from '../../../shaders/attention/attention_merge.wgsl';
import attentionSplit from '../../../shaders/attention/attention_split.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { maxOf, sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyType, placeInPack, type CachePiece } from '../operands.ts';
import { cacheChoice, keyHeads, valuesFirst } from './cache.ts';
import type { AttentionOperands, Heads } from './operands.ts';
import { splitConstants, splitsOf, type SplitSizes } from './splits.ts';

/** Invocations per workgroup, per position, and per head of the merging kernel; and how positions are split. */
export interface OneTokenSizes {
  groupSize: number;
  team: number;
  merge: number;
  splits: SplitSizes;
}

export type OneTokenContext = Context<{ attention: OneTokenSizes }>;

/** Query heads of a key head that one workgroup has room for. */
export const maxQueryHeads = maxOf(attentionSplit, 'query_group');
const maxHeadsEach = maxOf(attentionLanes, 'heads_each');
/** vec4s of sums to merge that a workgroup has room for: 8 KiB. */
const maxSums = 512;

export function oneTokenSizes({ isCpu, groupMemory }: AdapterTraits): OneTokenSizes {
  if (isCpu) return { groupSize: 16, team: 4, merge: 16, splits: { min: 1, many: 1, maxPositions: 128 } };
  // attention_split.wgsl holds the scores of a split for up to eight query heads.
  const maxPositions = groupMemory >= 32768 ? 256 : 128;
  return { groupSize: 128, team: 16, merge: 256, splits: { min: 4, many: 32, maxPositions } };
}

/** Attention of one token: its splits, a dispatch per piece of the cache, and, unless `attn_out` does it, their merging, one more. */
export function attentionOfOne(on: OneTokenContext, operands: AttentionOperands): void {
  for (const piece of operands.cache.pieces) writeParts(on, operands, piece);
  if (!on.fusions.attentionOut) mergeParts(on, operands);
}

function writeParts(on: OneTokenContext, operands: AttentionOperands, piece: CachePiece): void {
  const { recorder, tuning } = on;
  const { cache, heads } = operands;
  const queryGroup = heads.heads / heads.kvHeads;
  const constants = partsConstants(on, operands, piece);
  const { bindings, params } = partsOperands(on, operands, piece);
  const y = ({ start }: Batch) => splitsOf(start + 1, tuning.attention.splits);
  const lanes = lanesConstants(tuning, heads);
  const choices = { ...tuning.choices, ...cacheChoice(cache) };
  if (lanes) {
    const kernel = sourceOf(attentionLanes, { ...constants, ...lanes }, choices);
    const x = piece.heads * Math.ceil(queryGroup / lanes.heads_each);
    recorder.dispatch(kernel, bindings, params, { x, y });
  } else {
    const headVectors = cache.stride / 4;
    const own = { head_vectors: headVectors, ...groupConstants(tuning, queryGroup, headVectors) };
    const kernel = sourceOf(attentionSplit, { ...constants, ...own }, choices);
    recorder.dispatch(kernel, bindings, params, { x: piece.heads, y });
  }
}

/** The constants of kernels that write parts, but for those that divide a workgroup. */
export function partsConstants(
  { tuning, fusions }: OneTokenContext,
  { qkNorm, heads }: AttentionOperands,
  piece: CachePiece,
) {
  return {
    weight_type: weightTypes[onlyType(qkNorm)],
    ...keyHeads(heads.kvHeads, piece),
    head_dim: heads.headDim,
    query_group: heads.heads / heads.kvHeads,
    k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
    rotate: fusions.ropeAttention ? 1 : 0,
    ...splitConstants(tuning.attention.splits),
  };
}

/** What those kernels are given besides. */
export function partsOperands({ batch, fusions }: OneTokenContext, b: AttentionOperands, piece: CachePiece) {
  const { qkNorm, cache, heads } = b;
  return {
    bindings: {
      batch,
      q: fusions.ropeAttention ? b.q.binding : b.qRotated.binding,
      k: b.k.binding,
      v: b.v.binding,
      gains: qkNorm.binding,
      rotations: b.rotations,
      cache: piece.whole,
      parts: b.attentionParts,
    },
    params: { values_first: valuesFirst(cache, piece), scale: heads.headDim ** -0.5, eps: heads.rmsNormEps },
  };
}

function mergeParts(on: OneTokenContext, b: AttentionOperands): void {
  on.recorder.dispatch(
    sourceOf(attentionMerge, mergeConstants(on, b), on.tuning.choices),
    { batch: on.batch, parts: b.attentionParts, attn: b.attn.binding },
    { head_dim: b.heads.headDim },
    { x: b.heads.heads, y: 1 },
  );
}

/** The constants of kernels that merge parts. */
export function mergeConstants({ tuning: { attention } }: OneTokenContext, { cache }: AttentionOperands) {
  const headVectors = cache.stride / 4;
  return {
    group_size: Math.max(attention.merge, powerOfTwo(headVectors)),
    head_vectors: headVectors,
    ...splitConstants(attention.splits),
  };
}

/** How lanes.wgsl divides heads and a workgroup, null where it does not fit. */
export function lanesConstants(
  { choices, subgroupLanes, attention }: OneTokenContext['tuning'],
  { heads, kvHeads, headDim }: Heads,
) {
  const queryGroup = heads / kvHeads;
  const lanes = headDim / 16;
  if (choices.team !== 'team_subgroups' || powerOfTwo(lanes) !== lanes || lanes < 1 || lanes > subgroupLanes) {
    return null;
  }
  const headsEach = Math.min(queryGroup, maxHeadsEach);
  const teams = Math.max(1, Math.min(attention.groupSize / subgroupLanes, maxSums / (4 * lanes * headsEach)));
  return { group_size: teams * subgroupLanes, subgroup_lanes: subgroupLanes, lanes, heads_each: headsEach };
}

/** How attention_split.wgsl divides a workgroup: an invocation has at least a column of the values. */
function groupConstants(tuning: OneTokenContext['tuning'], queryGroup: number, headVectors: number) {
  const { groupSize, team } = tuning.attention;
  return {
    group_size: Math.max(Math.min(groupSize, maxSums / powerOfTwo(queryGroup)), powerOfTwo(headVectors)),
    ...teamLanes(team, tuning),
  };
}

/** The smallest power of two that is at least `value`. */
function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}
