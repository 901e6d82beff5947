import { faultsOf } from '../variants/fault.ts';

/** Mistakes in the embedding. */
export const faults = faultsOf('embed', [
  {
    name: 'embedding_scaled',
    title: 'Embedding scaled by 1/sqrt(hidden)',
    story:
      'Other models scale their embeddings; Qwen3 does not. Scaled down, the mean square of a row falls below the epsilon of the first norm.',
    edits: [{ place: 'embedding', replace: 'inverseSqrt(f32(params.width)) * $0' }],
  },
]);
