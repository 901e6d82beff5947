import { faultsOf } from '../variants/fault.ts';

/** Mistakes in the embedding. */
export const faults = faultsOf('embed', [
  {
    name: 'embedding_scaled',
    edits: [{ place: 'embedding', replace: 'inverseSqrt(f32(params.width)) * $0' }],
  },
]);
