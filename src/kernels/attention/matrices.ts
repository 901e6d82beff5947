import attentionMatrices from '../../../shaders/attention/attention_matrices.wgsl';
import splitCache from '../../../shaders/attention/split_cache.wgsl';
import type { Batch } from '../../gpu/recording.ts';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { splitRows, type MatrixContext } from '../products/matrices.ts';
import { pitchOf, roundUp, type SplitBuffers } from '../products/split_buffers.ts';
import { cacheChoice } from './cache.ts';
import type { AttentionOperands, Heads } from './operands.ts';

/** Rows of a workgroup, and positions at a time. */
const tile = 64;
/** Invocations of a workgroup that splits 64 positions of a head, and of one that attends. */
const splitSize = 256;
const tileSize = 128;
/** Bytes of workgroup memory that a tile takes. */
const tileMemory = 17_664;

/** A layer's keys and values as f16, in a high and a low part. Every layer overwrites what the last one read. */
export interface CacheParts {
  keys: GPUBuffer;
  values: GPUBuffer;
  /** Of the keys, then of the values. */
  scales: GPUBuffer;
  /** What every workgroup has of its own for the softmax's shares. */
  shares: GPUBuffer;
  /** Positions from one head to the next. */
  padded: number;
}

type CacheContext = MatrixContext & { split: SplitBuffers & { cache: CacheParts } };

/** Bytes of {@link CacheParts} for so many positions, and batches of so many tokens; null where attention has no use for them. */
export function cachePartsBytes(
  { subgroupMatrices, groupMemory }: AdapterTraits,
  { heads, kvHeads, headDim }: Heads,
  positions: number,
  tokens: number,
  maxBindingBytes: number,
) {
  const padded = roundUp(positions, tile);
  const parts = 2 * kvHeads * padded * headDim * 2;
  if (!subgroupMatrices || headDim !== 128 || groupMemory < tileMemory || parts > maxBindingBytes) return null;
  return {
    padded,
    parts,
    scales: 2 * scalesBytes(kvHeads, padded),
    shares: Math.ceil((heads * roundUp(tokens, tile)) / tile) * 2 * tile * tile * 2,
  };
}

/** A scale for 64 positions of a head; where a binding may begin. */
function scalesBytes(kvHeads: number, padded: number): number {
  return roundUp(((kvHeads * padded) / tile) * 4, 256);
}

export function hasCacheParts<C extends Context>(on: C): on is C & CacheContext {
  return on.split !== null && on.split.cache !== null;
}

/** Causal attention of many tokens over the cache, which holds their keys and values already. A dispatch, and three per piece of the cache. */
export function attentionByMatrices(
  on: CacheContext,
  { qRotated, attn, cache, heads: { heads, kvHeads, headDim } }: AttentionOperands,
): void {
  const { recorder, batch, split, tuning } = on;
  const { keys, values, scales, shares, padded } = split.cache;
  const queryGroup = heads / kvHeads;
  const headsEach = [4, 2, 1].find((count) => queryGroup % count === 0)!;
  splitRows(on, qRotated);
  for (const piece of cache.pieces) {
    const lowFirst = piece.heads * padded * headDim;
    const half = scalesBytes(piece.heads, padded);
    for (const [n, [from, to]] of [
      [piece.keys, keys],
      [piece.values, values],
    ].entries()) {
      recorder.dispatch(
        sourceOf(
          splitCache,
          { group_size: splitSize, pitch: pitchOf(headDim), transposed: n },
          { ...tuning.choices, ...cacheChoice(cache) },
        ),
        { batch, cache: from!, rows_f16: to!, scales: { buffer: scales, offset: n * half, size: half } },
        { cache_heads: piece.heads, padded, low_first: lowFirst / 4 },
        { x: piece.heads, y: ({ start, tokens }: Batch) => Math.ceil((start + tokens) / tile) },
      );
    }
    recorder.dispatch(
      sourceOf(
        attentionMatrices,
        {
          group_size: tileSize,
          kv_heads: kvHeads,
          first_key_head: piece.firstHead,
          query_group: queryGroup,
          heads_each: headsEach,
        },
        {},
      ),
      {
        batch,
        queries_f16: split.inputs,
        queries_scales: split.inputScales,
        keys_f16: keys,
        values_f16: values,
        cache_scales: scales,
        shares,
        attn: attn.binding,
      },
      {
        padded,
        low_queries_first: split.lowFirst,
        low_cache_first: lowFirst,
        values_scales_first: half / 4,
        scale: headDim ** -0.5,
      },
      { x: (piece.heads * queryGroup) / headsEach, y: { rows: { perToken: 1 }, each: tile / headsEach } },
    );
  }
}
