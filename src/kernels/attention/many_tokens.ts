import type { Recorder } from '../../gpu/recording.ts';
import tilesKernel from '../../../shaders/attention/attention_tiles.wgsl';
import { sourceOf } from '../compose.ts';
import type { AttentionOperands } from '../fused_ops.ts';
import type { LayerCache } from '../operands.ts';
import type { Heads } from '../plain/operations.ts';
import type { AttentionTileTuning, Tuning } from '../tuning.ts';

/** Causal attention of many tokens over the cache, which holds their keys and values already. */
export function attentionTiles(
  recorder: Recorder<unknown>,
  batch: GPUBuffer,
  tuning: Tuning,
  { qRotated, attn }: AttentionOperands,
  cache: LayerCache,
  { heads, kvHeads, headDim }: Heads,
): void {
  const headVectors = cache.stride / 4;
  const { down, depth } = tuning.attentionTiles;
  const across = acrossFor(tuning.attentionTiles, headVectors);
  const queryGroup = heads / kvHeads;
  recorder.dispatch(
    sourceOf(
      tilesKernel,
      {
        group_size: across * down,
        across,
        down,
        depth,
        value_rows: valueRows(4 * (across + down) * (depth + 1), headVectors, 4 * across),
        head_vectors: headVectors,
        query_group: queryGroup,
        whole_fours: headDim % 4 === 0 ? 1 : 0,
      },
      {},
    ),
    { batch, q: qRotated.binding, cache: cache.whole, attn: attn.binding },
    { kv_heads: kvHeads, head_dim: headDim, values_first: cache.values.offset / 16, scale: headDim ** -0.5 },
    { x: kvHeads, y: { rows: { perToken: queryGroup }, each: 4 * down } },
  );
}

/** An invocation keeps at most four columns of vec4s. */
function acrossFor({ across }: AttentionTileTuning, headVectors: number): number {
  let enough = across;
  while (enough * 4 < headVectors) enough *= 2;
  return enough;
}

/** As many positions' values as fit where queries and keys were: a power of two, at least four. */
function valueRows(room: number, headVectors: number, most: number): number {
  let rows = 4;
  while (rows * 2 <= most && rows * 2 * headVectors <= room) rows *= 2;
  return rows;
}
