/** Kernels that say what a token left behind, for whoever watches it. */
import { contract } from '../gpu/contract.ts';

/**
 * x [layers + 1, hidden], q and attn [layers, attention], k and v [layers, kv], attn_residual [layers, hidden], act [layers, ffn],
 * f32 by their bits, rows `alignment` words apart or a multiple -> statistics [7 * layers + 1, 16], as statistics.ts reads them.
 */
export const rowStatistics = contract({
  name: 'row_statistics',
  bindings: {
    x: 'read',
    q: 'read',
    k: 'read',
    v: 'read',
    attn: 'read',
    attn_residual: 'read',
    act: 'read',
    statistics: 'read_write',
  },
  params: {
    layers: 'u32',
    hidden: 'u32',
    attention: 'u32',
    kv: 'u32',
    ffn: 'u32',
    alignment: 'u32',
    eps: 'f32',
  },
  constants: ['group_size', 'team', 'subgroup_lanes'],
});

/**
 * One token: q [query heads, head_dim] as projected, gains (of its norm), rotations, keys [positions, kv_heads, 4 * stride]
 * -> splits [positions / split, query heads, 4] from `first` on: the largest logit, the sum of e = exp(logit - largest), the sum of
 * e * logit, and, of the first split, the logit of position 0.
 */
export const attentionStatistics = contract({
  name: 'attention_statistics',
  bindings: { batch: 'read', q: 'read', gains: 'read', rotations: 'read', keys: 'read', splits: 'read_write' },
  params: {
    kv_heads: 'u32',
    query_group: 'u32',
    stride: 'u32',
    first: 'u32',
    scale: 'f32',
    eps: 'f32',
  },
  constants: ['weight_type', 'group_size', 'team', 'subgroup_lanes', 'head_dim', 'split'],
});
