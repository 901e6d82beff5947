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
    title: 'Uninitialised QKV bias',
    story:
      'Qwen2 has a bias on q, k and v; Qwen3 has none. A kernel kept the bias, allocated it and never filled it. q and k are normalised afterwards, which hides it; v is not: 1e29 reaches the attention output, its square overflows, 1/inf is 0, and every token comes out as id 0.',
    edits: [{ place: 'projection', replace: '$0 + uninitialised(row)', append: uninitialised }],
  },
  {
    name: 'input_gain_missing',
    title: 'Input-norm gain not loaded',
    story: 'The norm before attention has a gain for every channel. A loader that skips them leaves every gain at one.',
    edits: [{ place: 'gain', replace: '' }],
  },
  {
    name: 'epsilon_missing',
    title: 'Epsilon left out of the norm',
    story:
      'Without the epsilon a row of small values is scaled up too far. It matters where the mean square is not far above 1e-6, as after an embedding that was scaled down.',
    edits: [{ place: 'eps', replace: '' }],
  },
  {
    name: 'f16_accumulation',
    title: 'Sums kept in f16',
    story: 'A kernel said to be float32 accumulates its products in f16: eleven bits remain of every sum.',
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
