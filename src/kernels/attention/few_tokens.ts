import type { Batch } from '../../gpu/recording.ts';
import appendFew from '../../../shaders/attention/append_few.wgsl';
import attentionFew from '../../../shaders/attention/attention_few.wgsl';
import attentionMergeFew from '../../../shaders/attention/attention_merge_few.wgsl';
import { sourceOf } from '../compose.ts';
import { cacheChoice } from './cache.ts';
import type { AttentionOperands, Heads } from './operands.ts';
import { lanesConstants, mergeConstants, partsConstants, partsOperands, type OneTokenContext } from './one_token.ts';
import { splitsOf } from './splits.ts';

/**
 * Whether a few tokens have kernels of their own: where attention of one token is computed by lanes. On a CPU adapter
 * compiling them would take longer than they save.
 */
export function takesFew(tuning: OneTokenContext['tuning'], heads: Heads): boolean {
  return !tuning.isCpu && lanesConstants(tuning, heads) !== null;
}

/**
 * Attention of a few tokens, each in the order in which one's is computed, by lanes: their keys and values are appended first where
 * `rope` is done here, then their splits and, unless `attn_out` does it, their merging. One dispatch or two per piece of the cache, and
 * one for merging.
 */
export function attentionOfFew(on: OneTokenContext, operands: AttentionOperands): void {
  const { recorder, batch, tuning, fusions } = on;
  const { heads, attn, attentionParts } = operands;
  const { splits } = tuning.attention;
  const lanes = lanesConstants(tuning, heads);
  if (!lanes) throw new Error(`heads of ${heads.headDim} have no attention of a few tokens here`);
  const choices = { ...tuning.choices, ...cacheChoice(operands.cache) };
  for (const piece of operands.cache.pieces) {
    const constants = { ...partsConstants(on, operands, piece), ...lanes };
    const { bindings, params } = partsOperands(on, operands, piece);
    const dispatch = (file: typeof attentionFew | typeof appendFew, grid: Parameters<typeof recorder.dispatch>[3]) =>
      recorder.dispatch(sourceOf(file, constants, choices), bindings, params, grid);

    if (fusions.ropeAttention) {
      const headsAtOnce = lanes.group_size / lanes.lanes;
      dispatch(appendFew, { x: ({ tokens }) => Math.ceil((tokens * piece.heads) / headsAtOnce), y: 1 });
    }
    const groupsEach = piece.heads * Math.ceil(heads.heads / heads.kvHeads / lanes.heads_each);
    dispatch(attentionFew, {
      x: ({ tokens }: Batch) => groupsEach * tokens,
      y: ({ start, tokens }: Batch) => splitsOf(start + tokens, splits),
    });
  }
  if (fusions.attentionOut) return;
  recorder.dispatch(
    sourceOf(attentionMergeFew, mergeConstants(on, operands), tuning.choices),
    { batch, parts: attentionParts, attn: attn.binding },
    { head_dim: heads.headDim, heads: heads.heads },
    { x: heads.heads, y: { rows: attn.rows, each: 1 } },
  );
}
