/** Every check, named for the tests; main.ts says how each is run. */
export const checkNames = [
  'embed F32',
  'embed F16',
  'embed BF16',
  'embed Q8',
  'embed Q4',
  'widen every F16',
  'widen every BF16',
  'rms_norm F32',
  'rms_norm F16',
  'rms_norm BF16',
  'rms_norm a head',
  'matmul F32',
  'matmul F16',
  'matmul BF16',
  'matmul Q8',
  'matmul Q4',
  'rope',
  'kv_append',
  'attention',
  'add',
  'swiglu',
  'last_row',
  'quantise to Q8',
  'quantise to Q4',
] as const;

/** Fused kernels; the type of the weights is drawn with the size. */
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
