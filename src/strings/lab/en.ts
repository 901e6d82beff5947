export const en = {
  close: 'Close the lab',
  width: 'Width of the lab',
  height: 'Height of the lab',

  // Tabs
  lab: 'Lab',
  compare: 'Compare',
  live: 'Live',
  diagnose: 'Diagnose',
  kernel: 'Kernel',
  checks: 'Checks',
  weights: 'Weights',
  bench: 'Bench',
  story: 'Story',
  findings: 'Findings',

  // The strip
  strip: 'At a glance',
  seen: '{layers} layers, last {tokens, plural, one {# token} other {# tokens}}',
  nothingSeen: 'Ask something: each token shows here',
  perToken: '{us} µs/token',
  stepTimes: 'Microseconds of each step',
  stripMap: 'Size of the residual stream, {layers} deep, of the last {tokens, plural, one {# token} other {# tokens}}',

  // Why nothing can be started
  answering: 'An answer is being written. Stop it first.',
  busy: 'The bar at the bottom shows its progress.',
} as const;
