import { faultsOf } from '../variants/fault.ts';

/** Mistakes in the output projection of attention. */
export const faults = faultsOf('attn_out', [
  {
    name: 'attention_residual_dropped',
    edits: [{ place: 'residual', replace: '' }],
  },
]);
