/** Kernels that say what a token left behind, for whoever watches it. */
import { contract } from '../gpu/contract.ts';

/**
 * values [rows, stride], f32 by their bits, of which `width` count -> statistics [rows, 16], from row `first_row` on, as
 * statistics.ts reads them.
 */
export const rowStatistics = contract({
  name: 'row_statistics',
  bindings: { values: 'read', statistics: 'read_write' },
  params: { width: 'u32', stride: 'u32', first_row: 'u32', eps: 'f32' },
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
  params: { kv_heads: 'u32', query_group: 'u32', stride: 'u32', first: 'u32', scale: 'f32', eps: 'f32' },
  constants: ['weight_type', 'group_size', 'team', 'subgroup_lanes', 'head_dim', 'split'],
});
