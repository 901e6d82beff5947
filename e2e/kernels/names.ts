import { denseTypes, formatNames, formatOf, quantisedTypes } from '../../src/kernels/formats/formats.ts';

/** Types that have 65,536 values. */
const sixteenBits = denseTypes.filter((type) => formatOf(type).stored.block.bytes === 2);

/** Kernels that read or make weights, checked in every format that they take. */
export const formatChecks = {
  embed: formatNames,
  matmul: formatNames,
  rms_norm: denseTypes,
  'widen every': sixteenBits,
  'quantise to': quantisedTypes,
} as const;
type FormatChecks = typeof formatChecks;
type FormatCheckName = { [K in keyof FormatChecks]: `${K} ${FormatChecks[K][number]}` }[keyof FormatChecks];

/** Every check, named for the tests; main.ts says how each is run. */
export const checkNames = [
  ...(Object.entries(formatChecks).flatMap(([kernel, types]) =>
    types.map((type) => `${kernel} ${type}`),
  ) as FormatCheckName[]),
  'rms_norm a head',
  'rope',
  'kv_append',
  'attention',
  'add',
  'swiglu',
  'last_row',
] as const;

/** Fused kernels. The seed says the format of the weights. */
export const fusedCheckNames = [
  'norm_qkv',
  'norm_gate_up',
  'norm_product',
  'product_add',
  'rope_append',
  'attention_split',
  'attention_split with rope',
  'attention_split, long',
  'merge_product_add',
  'merge_product_add of several rows',
  'argmax',
  'norm_qkv_tiles',
  'norm_gate_up_tiles',
  'norm_product_tiles',
  'norm_product of the last token',
  'product_add_tiles',
  'rope_append of many',
  'attention_tiles',
] as const;

/** Kernels that watch a token. */
export const liveCheckNames = ['row_statistics', 'attention_statistics'] as const;

/** Tiles as they are on a GPU, for adapters that would otherwise take those of a CPU. */
export const workgroupCheckNames = [
  'norm_gate_up_tiles in workgroup memory',
  'product_add_tiles in workgroup memory',
] as const;

export type CheckName =
  | (typeof checkNames)[number]
  | (typeof fusedCheckNames)[number]
  | (typeof liveCheckNames)[number]
  | (typeof workgroupCheckNames)[number];
