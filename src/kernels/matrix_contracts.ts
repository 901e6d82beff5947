/** Products of many tokens by subgroup matrices. Activations are f32, halves f16, row-major; shapes are in the WGSL files. */
import { contract } from '../gpu/contract.ts';

/** y [tokens, inputs] -> halves, high and low, [2, tokens, pitch]; scales [tokens]. */
export const splitInputs = contract({
  name: 'split_inputs',
  bindings: { batch: 'read', y: 'read', halves: 'read_write', scales: 'read_write' },
  params: { low_first: 'u32' },
  constants: ['weight_type', 'whole_eights', 'group_size', 'inputs', 'pitch'],
});

/** x [tokens, inputs], gain [inputs] -> halves of x * gain, high and low, [2, tokens, pitch]; scales [tokens], the norm's among them. */
export const normSplitInputs = contract({
  name: 'norm_split_inputs',
  bindings: { batch: 'read', x: 'read', gain: 'read', halves: 'read_write', scales: 'read_write' },
  params: { low_first: 'u32', eps: 'f32' },
  constants: ['weight_type', 'gain_type', 'whole_eights', 'group_size', 'inputs', 'pitch'],
});

/** weight [rows, inputs] -> halves [rows, pitch] and scales [rows], from `first_row` on. */
export const halveWeights = contract({
  name: 'halve_weights',
  bindings: { weight: 'read', halves: 'read_write', scales: 'read_write' },
  params: { rows: 'u32', first_row: 'u32' },
  constants: ['weight_type', 'whole_eights', 'group_size', 'inputs', 'pitch'],
});

const halves = {
  batch: 'read',
  inputs_halves: 'read',
  inputs_scales: 'read',
  weights_halves: 'read',
  weights_scales: 'read',
} as const;
const tileConstants = ['group_size', 'pitch'] as const;

/** Halves of x and of q, k and v's weights -> q, k, v [tokens, ...]. */
export const qkvMatrices = contract({
  name: 'qkv_matrices',
  bindings: { ...halves, q: 'read_write', k: 'read_write', v: 'read_write' },
  params: { q_rows: 'u32', kv_rows: 'u32', low_first: 'u32' },
  constants: tileConstants,
});

/** Halves of x and of gate and up's weights -> act [tokens, outputs] = silu(gate) * up. */
export const gateUpMatrices = contract({
  name: 'gate_up_matrices',
  bindings: { ...halves, act: 'read_write' },
  params: { outputs: 'u32', up_row: 'u32', low_first: 'u32' },
  constants: tileConstants,
});

/** Halves of y and of W, x [tokens, outputs] -> sum [tokens, outputs] = x + W y. */
export const productAddMatrices = contract({
  name: 'product_add_matrices',
  bindings: { ...halves, x: 'read', sum: 'read_write' },
  params: { outputs: 'u32', low_first: 'u32' },
  constants: tileConstants,
});
