import type { Variant } from './variant.ts';

/**
 * The reference with every sum taken backwards. It is as accurate as the reference, so the difference between the two is rounding
 * alone. Loops that count down end where the unsigned index wraps round.
 *
 * A cache in f16 goes both ways, too: a value within 8 units of f32 of the middle between two of f16 is rounded to the other one. That is
 * where two computations that differ in their last bits may differ by a unit of f16.
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
    {
      place: 'f16_rounding',
      replace: 'select($0, select(0u, 0x1fffu, (magnitude & 0x1fffu) < 0x1000u), (magnitude & 0x1fffu) - 0xff8u < 16u)',
    },
  ],
};
