import { faultsOf } from '../variants/fault.ts';

/** Mistakes in attention itself. */
export const faults = faultsOf('attention', [
  {
    name: 'grouped_heads_modulo',
    edits: [
      { kernels: ['attention_split'], place: 'query_head', replace: 'vector * kv_heads + key_head' },
      { kernels: ['attention_split'], place: 'output_head', replace: 'head * kv_heads + key_head' },
      {
        kernels: ['attention_lanes', 'attention_few'],
        place: 'query_head',
        replace: 'first_in_group * kv_heads + key_head',
      },
      { place: 'second_query_head', replace: 'min(first_head + kv_heads, kv_heads * query_group - 1u)' },
      {
        kernels: ['attention_lanes', 'attention_few'],
        place: 'output_head',
        replace: 'first_head + n / head_vectors * kv_heads',
      },
      {
        kernels: ['attention_tiles'],
        place: 'query_head',
        replace: 'row % query_group * kv_heads + key_head',
      },
    ],
  },
  {
    name: 'softmax_without_maximum',
    edits: [
      { place: 'softmax_max', replace: '0f' },
      // These kernels also keep the exponent from being positive.
      { place: 'softmax_exponent', replace: 'scores[at]' },
    ],
  },
  {
    name: 'causal_mask_off_by_one',
    edits: [
      {
        kernels: ['attention_lanes'],
        place: 'causal_mask',
        replace: '$0 && (first + place != batch.start || batch.start == 0u)',
      },
      {
        kernels: ['attention_few'],
        place: 'causal_mask',
        replace: '$0 && (first + place != position || position == 0u)',
      },
      {
        kernels: ['attention_split'],
        place: 'causal_mask',
        replace: 'select($0, -3.4e38f, first + p == batch.start && batch.start > 0u)',
      },
      { kernels: ['attention_tiles'], place: 'causal_mask', replace: 'max(1u, $0 - 1u)' },
    ],
  },
  {
    name: 'stale_cache_read',
    edits: [
      { place: 'own_position', replace: 'false' },
      { place: 'filled_end', replace: 'max($0, 2u) - 1u' },
    ],
  },
]);
