/** Kernels that run once, while a model is loaded. */
import { contract } from '../gpu/contract.ts';

/**
 * `count` weights of a stored type, from element `first` of `stored` on, -> blocks of codes in `blocks` from superblock
 * `first_block` on (shaders/common/blocks.wgsl); `first` is a multiple of 256. What lies between `count` and the end of the
 * last superblock becomes 0. Every workgroup leaves three values in `sums`, from `first_group` on: the sum of squared errors
 * and the sum of squares, both of values times a power of two, and that power.
 */
export const quantise = contract({
  name: 'quantise',
  bindings: { stored: 'read', blocks: 'read_write', sums: 'read_write' },
  params: { first: 'u32', count: 'u32', first_block: 'u32', first_group: 'u32' },
  constants: ['weight_type', 'block_type', 'group_size'],
});
