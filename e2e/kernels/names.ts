/** Every check, named for the tests; main.ts says how each is run. */
export const checkNames = [
  'embed F32',
  'embed F16',
  'embed BF16',
  'widen every F16',
  'widen every BF16',
  'rms_norm F32',
  'rms_norm F16',
  'rms_norm BF16',
  'rms_norm a head',
  'matmul F32',
  'matmul F16',
  'matmul BF16',
  'rope',
  'kv_append',
  'attention',
  'add',
  'swiglu',
  'last_row',
] as const;

export type CheckName = (typeof checkNames)[number];
