import attentionTiles from '../../../shaders/attention/attention_tiles.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { cacheChoice, keyHeads, valuesFirst } from './cache.ts';
import type { AttentionOperands } from './operands.ts';

/** A workgroup takes 4 * down rows by 4 * across positions, `depth` vec4s of a head at a time. */
export interface ManyTokensSizes {
  across: number;
  down: number;
  depth: number;
}

export function manyTokensSizes({ isCpu, groupMemory }: AdapterTraits): ManyTokensSizes {
  if (isCpu) return { across: 4, down: 1, depth: 8 };
  return { across: 16, down: groupMemory >= 32768 ? 16 : 4, depth: groupMemory >= 49152 ? 8 : 4 };
}

/** Causal attention of many tokens over the cache, which holds their keys and values already. One dispatch per piece of the cache. */
export function attentionOfMany(
  { recorder, batch, tuning }: Context<{ attentionTiles: ManyTokensSizes }>,
  { qRotated, attn, cache, heads: { heads, kvHeads, headDim } }: AttentionOperands,
): void {
  const headVectors = cache.stride / 4;
  const { down, depth } = tuning.attentionTiles;
  const across = acrossFor(tuning.attentionTiles, headVectors);
  const queryGroup = heads / kvHeads;
  for (const piece of cache.pieces) {
    recorder.dispatch(
      sourceOf(
        attentionTiles,
        {
          group_size: across * down,
          across,
          down,
          depth,
          value_rows: valueRows(4 * (across + down) * (depth + 1), headVectors, 4 * across),
          head_vectors: headVectors,
          query_group: queryGroup,
          whole_fours: headDim % 4 === 0 ? 1 : 0,
          ...keyHeads(kvHeads, piece),
        },
        { ...tuning.choices, ...cacheChoice(cache) },
      ),
      { batch, q: qRotated.binding, cache: piece.whole, attn: attn.binding },
      { head_dim: headDim, values_first: valuesFirst(cache, piece), scale: headDim ** -0.5 },
      { x: piece.heads, y: { rows: { perToken: queryGroup }, each: 4 * down } },
    );
  }
}

/** An invocation holds at most four columns of vec4s. */
function acrossFor({ across }: ManyTokensSizes, headVectors: number): number {
  let enough = across;
  while (enough * 4 < headVectors) enough *= 2;
  return enough;
}

/** As many positions' values as fit in place of queries and keys: a power of two, at least four. */
function valueRows(room: number, headVectors: number, max: number): number {
  let rows = 4;
  while (rows * 2 <= max && rows * 2 * headVectors <= room) rows *= 2;
  return rows;
}
