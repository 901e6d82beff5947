import { faultsOf } from '../variants/fault.ts';

/** Mistakes in the output projection of attention. */
export const faults = faultsOf('attn_out', [
  {
    name: 'attention_residual_dropped',
    title: 'Attention residual dropped',
    story: 'The output of attention replaces the residual stream instead of being added to it.',
    edits: [{ place: 'residual', replace: '' }],
  },
]);
