import { faultsOf } from '../variants/fault.ts';

const uninitialised = `
// What an allocation may hold: mostly zeros, and here and there what something else wrote.
fn uninitialised(row: u32) -> f32 {
  let hash = (row * 2654435761u) ^ (row >> 3u);
  return select(0f, 1e29f * (f32(hash >> 16u) / 32768f - 1f), hash % 8u == 3u);
}
`;

/** Mistakes in the norm before attention and in the projections to q, k and v. */
export const faults = faultsOf('qkv', [
  {
    name: 'qkv_bias_uninitialised',
    edits: [{ place: 'projection', replace: '$0 + uninitialised(row)', append: uninitialised }],
  },
  {
    name: 'input_gain_missing',
    edits: [{ place: 'gain', replace: '' }],
  },
  {
    name: 'epsilon_missing',
    edits: [{ place: 'eps', replace: '' }],
  },
  {
    name: 'f16_accumulation',
    edits: [
      // The fourth sum is that of squares.
      {
        kernels: ['norm_qkv', 'norm_product', 'norm_qkv_few', 'norm_product_few'],
        place: 'accumulator',
        replace: 'vec4f(quantizeToF16($0.xyz), $0.w)',
      },
      // Sums of subgroup matrices cannot be changed before they are stored.
      {
        kernels: ['norm_qkv_tiles', 'norm_product_tiles', 'qkv_matrices'],
        place: 'accumulator',
        replace: 'quantizeToF16($0)',
      },
    ],
  },
]);
