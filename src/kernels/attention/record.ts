import type { Context } from '../context.ts';
import { attentionOfFew } from './few_tokens.ts';
import { attentionOfMany, type ManyTokensSizes } from './many_tokens.ts';
import { attentionOfOne, type OneTokenSizes } from './one_token.ts';
import type { AttentionOperands } from './operands.ts';
import { isFew } from '../../vocabulary/batch_shape.ts';

/** How `attention` is divided. */
export interface AttentionSizes {
  attention: OneTokenSizes;
  attentionTiles: ManyTokensSizes;
}

/** Causal attention of a batch over the cache. That of one or a few may do the step `rope` too, or leave merging to `attn_out`. */
export function recordAttention(on: Context<AttentionSizes>, operands: AttentionOperands): void {
  if (on.shape === 'many') attentionOfMany(on, operands);
  else if (isFew(on.shape)) attentionOfFew(on, operands);
  else attentionOfOne(on, operands);
}
