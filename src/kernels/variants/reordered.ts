import type { Variant } from './variant.ts';

/**
 * The reference with every sum taken backwards. It is as accurate as the reference, so the difference between the two is rounding
 * alone. Loops that count down end where the unsigned index wraps round.
 */
export const reordered: Variant = {
  name: 'reordered',
  layer: null,
  edits: [
    {
      kernels: ['matmul'],
      place: 'summation_order',
      replace: 'var i = params.inputs - 1u; i < params.inputs; i -= 1u',
    },
    {
      kernels: ['rms_norm'],
      place: 'summation_order',
      replace: 'var i = params.width - 1u - local; i < params.width; i -= group_size',
    },
    { place: 'score_order', replace: 'var i = params.head_dim - 1u; i < params.head_dim; i -= 1u' },
    { place: 'position_order', replace: 'var j = filled - 1u; j < filled; j -= 1u' },
  ],
};
