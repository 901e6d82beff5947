export const en = {
  // The switch
  kernels: 'Kernels',
  fused: 'fused',
  reference: 'reference',
  mixed: 'mixed',
  steps: 'steps',
  ofEachStep: ': kernels of each step',
  title: 'Kernels of each step',
  hint: 'A change takes effect at the next token. An answer under way continues.',
  always: 'Always the reference here: {reason}.',
  overruled: 'Runs anyway until a model is loaded again, although {reason}.',
  oneKernel: 'one kernel',
  overrule: 'Run it anyway',
  overruleStep: ': the fused kernel of {step}',

  // What each step does
  embed: 'Looks up the token’s row of the embedding. Both sets have the same kernel, so there is nothing to switch.',
  qkv: 'Norm, then the products for queries, keys and values. Fused: one kernel for all four.',
  rope: 'Norms each head of q and k, rotates them by position, appends to the cache. Fused: one kernel, or none where attention does it.',
  attention:
    'Queries weigh the cached keys and sum the values. Fused: a running softmax over several parts of the context at once.',
  attn_out: 'Output projection, then the residual sum. Fused: one kernel, which may also merge attention’s parts.',
  gate_up: 'Norm, the gate and up products, SiLU·mul. Fused: one kernel for all four.',
  down: 'Down projection, then the residual sum. Fused: one kernel.',
  logits: 'Final norm, then a score for every token of the vocabulary. Fused: one kernel.',
  sample:
    'Chooses the next token. Reference: on the CPU, from all logits. Fused: on the GPU where possible, without a round trip.',

  // The self-test
  compiling: 'Fused kernels are still compiling. Until they are ready, answers run on the reference.',
  switchedOff: 'Not checked here: checking is switched off in the settings.',
  nothingFused: 'Not checked here: every step runs its reference.',
  waiting: 'Will be checked against the reference as soon as the engine has nothing else to do.',
  checking: 'Checking every fused step against the reference…',
  notChecked: 'Could not be checked against the reference. {message}',
  instead: '{steps} {count, plural, one {runs its} other {run their}} reference.',
  passed:
    'Checked on this adapter: {right} of {steps} fused steps are as exact as the reference ({stages} stages, the worst at {worst}× its noise floor; {kernels} kernels alone on hard inputs).',
  passedBefore:
    'Checked on this adapter before: {right} of {steps} fused steps are as exact as the reference ({stages} stages, the worst at {worst}× its noise floor; {kernels} kernels alone on hard inputs).',
  referenceWrong:
    'Checked on this adapter: the reference is wrong ({reason}), so fused steps could not be compared with it.',
  referencePasses:
    'The reference agrees with float64 on the CPU ({stages} stages, the worst at {worst}× its noise floor).',
  referenceUnread: 'The reference could not be compared with float64. {reason}',
  markReference: 'the reference is wrong here',
  markWrong: 'some fused kernels are wrong here',
  markChecking: 'checking the kernels',
  markChecked: 'kernels checked',
  mark: ', {text}',
  distrust:
    'Answers may be wrong here: this browser or graphics driver computes the reference incorrectly ({reason}). Update both, or use another browser or adapter.',
  slower: 'Answers are right, but slower: {step} runs its reference because {reason}.',
  slowerToo: 'So {count, plural, one {does} other {do}} {steps}.',
  regenerate: 'Earlier answers may be wrong: regenerate them.',
  lookInLab: 'Look at it in the lab',
} as const;
