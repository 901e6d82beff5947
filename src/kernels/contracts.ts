/** Every reference kernel, each once. Shapes are in the WGSL files; activations are f32, row-major. */
import { contract } from '../gpu/contract.ts';

/** Gathers embedding rows: ids [tokens], table [rows, width] -> x [tokens, width]. One dispatch a piece of the table. */
export const embed = contract({
  name: 'embed',
  bindings: { batch: 'read', ids: 'read', table: 'read', x: 'read_write' },
  params: { width: 'u32', first_row: 'u32', rows: 'u32' },
  constants: ['weight_type', 'group_size'],
});

/** x [rows, width], gain [width] -> y [rows, width]: x * rsqrt(mean(x^2) + eps) * gain. */
export const rmsNorm = contract({
  name: 'rms_norm',
  bindings: { x: 'read', gain: 'read', y: 'read_write' },
  params: { width: 'u32', eps: 'f32' },
  constants: ['weight_type', 'group_size'],
});

/** x [rows, inputs], weight [outputs of this piece, inputs] -> columns of y [rows, width] from `first`. */
export const matmul = contract({
  name: 'matmul',
  bindings: { x: 'read', weight: 'read', y: 'read_write' },
  params: { inputs: 'u32', outputs: 'u32', first: 'u32', width: 'u32' },
  constants: ['weight_type', 'group_size'],
});

/** Rotates the halves of each head: x [tokens, heads, head_dim] -> y, by (cos, sin) [positions, head_dim / 2, 2]. */
export const rope = contract({
  name: 'rope',
  bindings: { batch: 'read', x: 'read', rotations: 'read', y: 'read_write' },
  params: { heads: 'u32', head_dim: 'u32' },
  constants: ['group_size'],
});

/** Copies k and v [tokens, kv_heads, head_dim] into the caches [capacity, kv_heads, stride] at the batch's positions. */
export const kvAppend = contract({
  name: 'kv_append',
  bindings: { batch: 'read', k: 'read', v: 'read', keys: 'read_write', values: 'read_write' },
  params: { width: 'u32', head_dim: 'u32', stride: 'u32' },
  constants: ['group_size'],
});

/** Causal attention over the cache: q [tokens, heads, head_dim], keys and values [capacity, kv_heads, stride] -> attn. */
export const attention = contract({
  name: 'attention',
  bindings: { batch: 'read', q: 'read', keys: 'read', values: 'read', attn: 'read_write' },
  params: { heads: 'u32', kv_heads: 'u32', head_dim: 'u32', stride: 'u32', scale: 'f32' },
  constants: ['group_size'],
});

/** sum = x + y, all [rows, width]. */
export const add = contract({
  name: 'add',
  bindings: { x: 'read', y: 'read', sum: 'read_write' },
  params: { width: 'u32' },
  constants: ['group_size'],
});

/** act = silu(gate) * up, all [rows, width]. */
export const swiglu = contract({
  name: 'swiglu',
  bindings: { gate: 'read', up: 'read', act: 'read_write' },
  params: { width: 'u32' },
  constants: ['group_size'],
});

/** The last row of x [tokens, width] -> y [1, width]. */
export const lastRow = contract({
  name: 'last_row',
  bindings: { batch: 'read', x: 'read', y: 'read_write' },
  params: { width: 'u32' },
  constants: ['group_size'],
});
