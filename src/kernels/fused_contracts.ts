/** Every fused kernel, each once. Shapes are in the WGSL files; activations are f32, row-major. */
import { contract } from '../gpu/contract.ts';

const vectorConstants = [
  'weight_type',
  'whole_eights',
  'group_size',
  'team',
  'subgroup_lanes',
  'inputs',
  'eights_each',
] as const;

/** One token: x [width], gain [width], weight (q, k, v packed) -> q, k, v. */
export const normQkv = contract({
  name: 'norm_qkv',
  bindings: { x: 'read', gain: 'read', weight: 'read', q: 'read_write', k: 'read_write', v: 'read_write' },
  params: { eps: 'f32' },
  constants: [...vectorConstants, 'gain_type', 'q_rows', 'kv_rows', 'k_first', 'v_first', 'rows_each'],
});

/** One token: x [width], gain [width], weight (gate, up packed) -> act [outputs] = silu(gate) * up. */
export const normGateUp = contract({
  name: 'norm_gate_up',
  bindings: { x: 'read', gain: 'read', weight: 'read', act: 'read_write' },
  params: { eps: 'f32' },
  constants: [...vectorConstants, 'gain_type', 'outputs', 'up_first', 'rows_each'],
});

/** One token: x [width], gain [width], weight [outputs, width] -> y from `first`. One dispatch a piece of the weight. */
export const normProduct = contract({
  name: 'norm_product',
  bindings: { x: 'read', gain: 'read', weight: 'read', y: 'read_write' },
  params: { outputs: 'u32', first: 'u32', eps: 'f32' },
  constants: [...vectorConstants, 'gain_type', 'rows_each'],
});

/** One token: y [inputs], weight [outputs, inputs], x [outputs] -> sum [outputs] = x + W y. */
export const productAdd = contract({
  name: 'product_add',
  bindings: { y: 'read', weight: 'read', x: 'read', sum: 'read_write' },
  params: {},
  constants: [...vectorConstants, 'outputs'],
});

/** One token: parts of attn (attentionSplit, the fewest splits), weight [outputs, inputs], x [outputs] -> sum [outputs] = x + W attn. */
export const mergeProductAdd = contract({
  name: 'merge_product_add',
  bindings: { parts: 'read', weight: 'read', x: 'read', sum: 'read_write' },
  params: {},
  constants: [...vectorConstants, 'outputs', 'rows_each', 'head_vectors', 'fewest_splits', 'many_splits', 'split_most'],
});

/** q [tokens, heads, head_dim], k and v [tokens, kv_heads, head_dim] -> q_rope, and the layer's cache at the batch's positions. */
export const ropeAppend = contract({
  name: 'rope_append',
  bindings: {
    batch: 'read',
    q: 'read',
    k: 'read',
    v: 'read',
    gains: 'read',
    rotations: 'read',
    q_rope: 'read_write',
    cache: 'read_write',
  },
  params: {
    heads: 'u32',
    kv_heads: 'u32',
    head_dim: 'u32',
    stride: 'u32',
    k_gain_first: 'u32',
    values_first: 'u32',
    eps: 'f32',
  },
  constants: ['weight_type', 'group_size', 'team', 'subgroup_lanes'],
});

/** One token: q [heads, head_dim], k and v [kv_heads, head_dim], the layer's cache -> parts [heads, splits, head_vectors + 1]. */
export const attentionSplit = contract({
  name: 'attention_split',
  bindings: {
    batch: 'read',
    q: 'read',
    k: 'read',
    v: 'read',
    gains: 'read',
    rotations: 'read',
    cache: 'read_write',
    parts: 'read_write',
  },
  params: { values_first: 'u32', scale: 'f32', eps: 'f32' },
  constants: [
    'weight_type',
    'group_size',
    'team',
    'subgroup_lanes',
    'kv_heads',
    'head_dim',
    'k_gain_first',
    'head_vectors',
    'query_group',
    'rotate',
    'fewest_splits',
    'many_splits',
    'split_most',
  ],
});

/** As attentionSplit, where invocations of a subgroup hold a head. */
export const attentionLanes = contract({
  name: 'attention_lanes',
  bindings: attentionSplit.bindings,
  params: attentionSplit.params,
  constants: [
    'weight_type',
    'group_size',
    'subgroup_lanes',
    'lanes',
    'kv_heads',
    'head_dim',
    'query_group',
    'heads_each',
    'k_gain_first',
    'rotate',
    'fewest_splits',
    'many_splits',
    'split_most',
  ],
});

/** One token: parts [heads, splits, head_vectors + 1] -> attn [heads, head_dim]. */
export const attentionMerge = contract({
  name: 'attention_merge',
  bindings: { batch: 'read', parts: 'read', attn: 'read_write' },
  params: { head_dim: 'u32' },
  constants: ['group_size', 'head_vectors', 'fewest_splits', 'many_splits', 'split_most'],
});

/** Logits of the batch's last token, [vocabulary], as bits -> parts [workgroups, 2]: key and id of each one's largest. */
export const argmaxParts = contract({
  name: 'argmax_parts',
  bindings: { batch: 'read', logits: 'read', parts: 'read_write' },
  params: { width: 'u32', every_row: 'u32' },
  constants: ['group_size', 'each'],
});

/** parts [count, 2] -> ids [0], the token to run next, and its batch. */
export const argmax = contract({
  name: 'argmax',
  bindings: { parts: 'read', ids: 'read_write', batch: 'read_write' },
  params: { count: 'u32' },
  constants: ['group_size'],
});

const tileConstants = [
  'weight_type',
  'whole_eights',
  'group_size',
  'inputs',
  'across',
  'down',
  'slices',
  'depth',
] as const;

/** Many tokens: x [tokens, width], gain [width], weight (q, k, v packed) -> q, k, v [tokens, ...]. */
export const normQkvTiles = contract({
  name: 'norm_qkv_tiles',
  bindings: {
    batch: 'read',
    x: 'read',
    gain: 'read',
    weight: 'read',
    q: 'read_write',
    k: 'read_write',
    v: 'read_write',
  },
  params: { q_rows: 'u32', kv_rows: 'u32', k_first: 'u32', v_first: 'u32', eps: 'f32' },
  constants: [...tileConstants, 'gain_type'],
});

/** Many tokens: x [tokens, width], gain [width], weight (gate, up packed) -> act [tokens, outputs] = silu(gate) * up. */
export const normGateUpTiles = contract({
  name: 'norm_gate_up_tiles',
  bindings: { batch: 'read', x: 'read', gain: 'read', weight: 'read', act: 'read_write' },
  params: { outputs: 'u32', up_first: 'u32', eps: 'f32' },
  constants: [...tileConstants, 'gain_type'],
});

/** Many tokens: x [tokens, inputs], gain, weight [outputs of this piece, inputs] -> columns of y [tokens, width] from `first`. */
export const normProductTiles = contract({
  name: 'norm_product_tiles',
  bindings: { batch: 'read', x: 'read', gain: 'read', weight: 'read', y: 'read_write' },
  params: { outputs: 'u32', first: 'u32', width: 'u32', eps: 'f32' },
  constants: [...tileConstants, 'gain_type'],
});

/** Many tokens: y [tokens, inputs], weight [outputs, inputs], x [tokens, outputs] -> sum [tokens, outputs] = x + W y. */
export const productAddTiles = contract({
  name: 'product_add_tiles',
  bindings: { batch: 'read', y: 'read', weight: 'read', x: 'read', sum: 'read_write' },
  params: { outputs: 'u32' },
  constants: tileConstants,
});

/** Many tokens: q [tokens, heads, head_dim], rotated, and the layer's cache -> attn [tokens, heads, head_dim]. */
export const attentionTiles = contract({
  name: 'attention_tiles',
  bindings: { batch: 'read', q: 'read', cache: 'read', attn: 'read_write' },
  params: { kv_heads: 'u32', head_dim: 'u32', values_first: 'u32', scale: 'f32' },
  constants: ['group_size', 'across', 'down', 'depth', 'value_rows', 'head_vectors', 'query_group', 'whole_fours'],
});

/** Logits of the batch's last token, as bits -> parts [blocks, 4]: key and id of each one's best, and its weight. */
export const sampleParts = contract({
  name: 'sample_parts',
  bindings: { batch: 'read', logits: 'read', seen: 'read', drawing: 'read', parts: 'read_write' },
  params: { width: 'u32', every_row: 'u32' },
  constants: ['group_size', 'team', 'subgroup_lanes', 'block'],
});

/** The same logits, parts [count, 4] -> ids [0], the token to run next, its batch, and its bit in seen. */
export const sample = contract({
  name: 'sample',
  bindings: {
    batch: 'read_write',
    logits: 'read',
    drawing: 'read',
    parts: 'read',
    seen: 'read_write',
    ids: 'read_write',
  },
  params: { width: 'u32', every_row: 'u32', count: 'u32' },
  constants: ['group_size', 'block'],
});

/** original [count, 4] -> duplicate: the most that memory can move. */
export const copyWords = contract({
  name: 'copy_words',
  bindings: { original: 'read', duplicate: 'read_write' },
  params: { count: 'u32' },
  constants: ['group_size'],
});
