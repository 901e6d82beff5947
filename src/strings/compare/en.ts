export const en = {
  // What is measured
  noStamps: 'The speed of each program.',
  noStampsNow: 'Measuring the speed of this answer.',
  timedNow: 'Timed in this answer: {tokens}.',
  timedLast: 'Timed in the last answer: {tokens}.',
  waiting: 'Measuring: the first figures come in a moment.',
  nothing: 'Nothing measured yet.',
  tokensOf:
    '{count, plural, one {# token} other {# tokens}} of {set, select, fused {fused} reference {reference} mixed {mixed} other {}}',
  moreOf: '{count} of {set, select, fused {fused} reference {reference} mixed {mixed} other {}}',
  emptyTitle: 'Where does a token’s time go?',
  emptyText:
    'Ask something. While this panel is open, one token in eight is timed step by step on the GPU’s own clock, with reference and fused kernels side by side.',
  noStampsTitle: 'No GPU timestamps here',
  noStampsText:
    'This browser or adapter does not offer WebGPU’s <code>timestamp-query</code>, so single steps cannot be timed. Chrome and Edge offer it on most GPUs. The speed of each program is measured all the same: switch between reference and fused while an answer is written.',
  both: 'Measure both',
  bothHint:
    'Every other timed token runs the program that is not selected, on the same KV cache, for at most a tenth of the time. The values are equal to within rounding, which matters only where two tokens are almost equally likely.',

  // Speeds
  paces: 'Decode speed, by selected kernels',
  overTokens: 'over {count} tokens',
  notSelected: 'not selected in this answer',
  notMeasured: 'not measured yet',

  // The table
  stepTimes: 'Step times',
  perToken: 'Microseconds per token',
  step: 'step',
  speedUp: 'speed-up',
  sum: 'sum',
  column: '{set, select, fused {fused} reference {reference} mixed {mixed} other {}}, µs per token',
  inAttention: 'in attention',
  withRope: '+ rope',
  withMerging: '+ merging',
  onCpu: 'CPU',
  copy: 'Copy the numbers',
  copyAs: 'Copy as {format}',
  copiedAs: 'Copied as {format}',
  on: '{model} on {adapter}',

  // Notes
  notes: 'Notes',
  notePasses: 'Each step is timed as a pass of its own. A token in one pass has no gaps between its steps.',
  noteCoarse:
    'This browser rounds timestamps to {step}, so only averages mean something, here over all layers and {tokens}.',
  noteRope: 'When fused, rope runs inside attention’s kernel: the speed-up is for both together.',
  noteMerging: 'When fused, attn_out also merges the parts of attention.',
  noteCpu: 'CPU sampling time excludes reading back the logits.',
  noteReference: '{step} always runs its reference here: {reason}.',
} as const;
