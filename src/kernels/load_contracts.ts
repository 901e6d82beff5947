/** Kernels that run once, while a model is loaded. */
import { contract } from '../gpu/contract.ts';

/**
 * `count` weights in a dense format, from element `first` of `stored` on, -> superblocks of codes in `blocks` from superblock
 * `first_block` on (shaders/formats/superblock.wgsl); `first` is a multiple of 256. Elements between `count` and the end of the last
 * superblock become 0. Every workgroup writes three values to `sums`, from `first_group` on: the sum of squared errors and the sum of
 * squares, both of values times a power of two, and that power.
 */
export const quantise = contract({
  name: 'quantise',
  bindings: { stored: 'read', blocks: 'read_write', sums: 'read_write' },
  params: { first: 'u32', count: 'u32', first_block: 'u32', first_group: 'u32' },
  constants: ['weight_type', 'code_bits', 'lowest_code', 'largest_scale', 'group_size'],
});
