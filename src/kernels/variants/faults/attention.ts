import type { Fault } from './fault.ts';

/** Mistakes in attention itself. */
export const attentionFaults: Fault[] = [
  {
    name: 'grouped_heads_modulo',
    title: 'Query heads matched to key heads by modulo',
    step: 'attention',
    story:
      'Neighbouring query heads share a key head: head / group. Taken as head % key heads, most attend with another head’s keys.',
    edits: [
      {
        kernel: 'attention_split',
        find: 'key_head * query_group + head)',
        replace: 'head * kv_heads + key_head)',
      },
      {
        kernel: 'attention_split',
        find: '(key_head * query_group + vector)',
        replace: '(vector * kv_heads + key_head)',
      },
      {
        kernel: 'attention_lanes',
        find: 'let first_head = key_head * query_group + first_in_group;',
        replace: 'let first_head = first_in_group * kv_heads + key_head;',
      },
      {
        kernel: 'attention_lanes',
        find: 'query(min(first_head + 1u, (key_head + 1u) * query_group - 1u), lane)',
        replace: 'query(min(first_head + kv_heads, kv_heads * query_group - 1u), lane)',
      },
      {
        kernel: 'attention_lanes',
        find: '((first_head + n / head_vectors) * splits',
        replace: '((first_head + n / head_vectors * kv_heads) * splits',
      },
      {
        kernel: 'attention_tiles',
        find: 'let head = key_head * query_group + row % query_group;',
        replace: 'let head = row % query_group * params.kv_heads + key_head;',
      },
    ],
  },
  {
    name: 'softmax_without_maximum',
    title: 'Softmax without the maximum subtracted',
    step: 'attention',
    story: 'exp of a score above 88.7 is infinite in f32. Below that nothing is wrong, which is why tests miss it.',
    edits: [
      {
        kernel: 'attention_lanes',
        find: 'let top = max(seen.top, score);',
        replace: 'let top = 0f;',
      },
      {
        kernel: 'attention_split',
        find: 'largest[head] = max(largest[head], scores[head * split_most + p]);',
        replace: 'largest[head] = 0f;',
      },
      {
        kernel: 'attention_tiles',
        find: 'best = max(best, shares[own_row * team + n]);',
        replace: 'best = 0f;',
      },
      { kernel: 'attention_tiles', find: 'exp(min(scores[at] - best, vec4f()))', replace: 'exp(scores[at])' },
    ],
  },
  {
    name: 'causal_mask_off_by_one',
    title: 'Causal mask off by one',
    step: 'attention',
    story: 'A token attends to all that came before it, but not to itself.',
    edits: [
      {
        kernel: 'attention_lanes',
        find: 'let inside = place < count;',
        replace: 'let inside = place < count && (first + place != batch.start || batch.start == 0u);',
      },
      {
        kernel: 'attention_split',
        find: '= near[head] * params.scale;',
        replace: '= select(near[head] * params.scale, least, first + p == batch.start && batch.start > 0u);',
      },
      {
        kernel: 'attention_split',
        find: '= far[head - 4u] * params.scale;',
        replace: '= select(far[head - 4u] * params.scale, least, first + p == batch.start && batch.start > 0u);',
      },
      {
        kernel: 'attention_tiles',
        find: 'let own_end = batch.start + min(first_row + own_row, rows - 1u) / query_group + 1u;',
        replace: 'let own_end = max(1u, batch.start + min(first_row + own_row, rows - 1u) / query_group);',
      },
    ],
  },
  {
    name: 'stale_cache_read',
    title: 'The newest key and value read before they are written',
    step: 'attention',
    story:
      'A race: nothing makes attention wait for the append, and the newest slot still holds what was there before.',
    edits: [
      {
        kernel: 'attention_lanes',
        find: 'key = either(key, new_key, place >= last);\n      value = either(value, new_value, place >= last);',
        replace: '',
      },
      {
        kernel: 'attention_split',
        find: 'let own = appends && first + p == batch.start;',
        replace: 'let own = false;',
      },
      { kernel: 'attention_split', find: 'if (appends && first + p == batch.start) {', replace: 'if (false) {' },
      {
        kernel: 'attention_tiles',
        find: 'if (position >= end || vector >= head_vectors) {',
        replace: 'if (position + 1u >= max(end, 2u) || vector >= head_vectors) {',
      },
    ],
  },
];
