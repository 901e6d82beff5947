import type { Variant } from './variant.ts';

/** The reference with every sum taken backwards: as right as the reference itself, so what it is off is rounding alone. */
export const reordered: Variant = {
  name: 'reordered',
  layer: null,
  edits: [
    {
      kernel: 'matmul',
      find: 'for (var i = 0u; i < params.inputs; i += 1u) {',
      replace: 'for (var n = params.inputs; n > 0u; n -= 1u) {\n    let i = n - 1u;',
    },
    {
      kernel: 'rms_norm',
      find: 'squares += x[row + i] * x[row + i];',
      replace: 'let j = params.width - 1u - i;\n    squares += x[row + j] * x[row + j];',
    },
    {
      kernel: 'attention',
      find: 'sum += q[query + i] * keys[key + i];',
      replace: 'let j = params.head_dim - 1u - i;\n    sum += q[query + j] * keys[key + j];',
    },
    {
      kernel: 'attention',
      find: 'for (var j = 0u; j < filled; j += 1u) {',
      replace: 'for (var n = filled; n > 0u; n -= 1u) {\n      let j = n - 1u;',
    },
  ],
};
