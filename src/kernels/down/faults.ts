import { faultsOf } from '../variants/fault.ts';

const flippedInProduct = `
// Bit 27 of an f32 is the exponent's 16. A weight stored in blocks is damaged itself, too, and not its code.
fn with_flipped_weight(product: f32, first: u32, chunk: u32) -> f32 {
  if (first == 3u * inputs && chunk == 0u) {
    return product + input_four(0u).x * weight_at(first, 0u, inputs) * (0x1p16f - 1f);
  }
  return product;
}
`;

const flippedInVec8 = `
fn weight_vec8(first: u32, left: u32) -> Vec8 {
  var value = sound_weight_vec8(first, left);
  if (first == 3u * inputs) {
    value.low.x *= 0x1p16f;
  }
  return value;
}
`;

/** Mistakes in the second half of the feed-forward. */
export const faults = faultsOf('down', [
  {
    name: 'weight_bit_flipped',
    edits: [
      {
        kernels: ['product_add', 'product_add_few'],
        place: 'weight_product',
        replace: 'with_flipped_weight($0, first, chunk)',
        append: flippedInProduct,
      },
      {
        kernels: ['product_add_tiles', 'halve_weights'],
        place: 'weight_reader',
        replace: 'sound_$0',
        append: flippedInVec8,
      },
    ],
  },
]);
