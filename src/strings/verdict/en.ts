/** The verdict of a diagnosis: each sentence on its own, the conclusion first, then the evidence, the number last. */
export const en = {
  // The card
  card: 'Verdict',
  what: 'What is wrong',
  where: 'Where',
  like: 'Known fault',
  after: 'Downstream effect',
  not: 'Ruled out',
  try: 'What to try',
  alone: 'Kernels alone',
  reference: 'The reference',

  // All steps pass
  allPass:
    'All fused steps pass: {stages} stages compared on the reference’s inputs, the worst at {worst}× its noise floor ({allowed}× is allowed).',
  ranAs:
    'Batches checked:{many, select, yes { prefill,} other {}}{few, select, yes { 2 to 8 tokens,} other {}}{fewLong, select, yes { 2 to 8 tokens at a context of {longContext},} other {}}{one, select, yes { decode,} other {}}{oneLong, select, yes { decode at a context of {longContext},} other {}} by the kernels {kernels}.',
  samplingPasses: 'Sampled tokens match those of the exact sampler.',
  alonePass:
    'Each of {count} kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, cancelling sums, one dominant channel.',
  referencePasses:
    'The reference itself agrees with float64 on the CPU, computed from the checkpoint’s bytes: {stages} stages of the embedding, {count, plural, one {layer {layers}} other {layers {layers}}} and the logits, the worst at {worst}× its noise floor.',
  referenceUnread:
    'The reference itself was not compared with float64, because the checkpoint could not be read again. {reason}',

  // A kernel alone
  aloneOff:
    '{step} is wrong for some inputs: alone, on {inputs}, {kernel} has a relative error of {error} against float64, {times}× the bound. The seed is {seed}.',
  aloneFar:
    '{step} is wrong for some inputs: alone, on {inputs}, {kernel} has a relative error of {error} against float64, far beyond the bound of {bound}. The seed is {seed}.',
  aloneWrong:
    '{step} is wrong for some inputs: alone, on {inputs}, {kernel} does not compute what float64 does. The seed is {seed}.',
  aloneNotHere: 'On this prompt it passes: no value in it is like that.',

  // The reference
  referenceAloneOff:
    'The reference is wrong on this adapter for some inputs: alone, on {inputs}, {kernel} has a relative error of {error} against float64, {times}× the bound. The seed is {seed}.',
  referenceAloneFar:
    'The reference is wrong on this adapter for some inputs: alone, on {inputs}, {kernel} has a relative error of {error} against float64, far beyond the bound of {bound}. The seed is {seed}.',
  referenceAloneWrong:
    'The reference is wrong on this adapter for some inputs: alone, on {inputs}, {kernel} does not compute what float64 does. The seed is {seed}.',
  referenceOff:
    'The reference is wrong on this adapter: {stage} has a relative error of {error}, {times}× its noise floor, against float64 on the CPU from the same inputs and the checkpoint’s bytes.',
  referenceFar:
    'The reference is wrong on this adapter: {stage} has a relative error of {error}, far beyond rounding (noise floor {floor}), against float64 on the CPU from the same inputs and the checkpoint’s bytes.',
  referenceNaN:
    'The reference is wrong on this adapter: {stage} contains NaN or infinity, where float64 on the CPU from the same inputs and the checkpoint’s bytes does not.',
  referenceWhere: '{wrong} of {stages} stages examined {wrong, plural, one {is} other {are}} wrong.',
  referenceWorst: 'The largest error is in token {row}, channel {column}: {value} instead of {expected}.',
  proofless:
    'Kernels that agree with the reference may be wrong in the same way, so the rest of this diagnosis proves nothing.',
  distrust: 'Do not trust answers here. Update the browser and the graphics driver, or use another browser or adapter.',

  // Sampling
  missampled:
    'The fused kernels of sample are wrong: given logits made for this test, they pick other tokens than the exact sampler.',
  othersPass: 'All other fused steps pass.',

  // A wrong step
  blamedOff:
    'The fused {steps} is wrong: given the reference’s own inputs, {stage} has a relative error of {error}, {times}× its noise floor.',
  blamedFar:
    'The fused {steps} is wrong: given the reference’s own inputs, {stage} has a relative error of {error}, far beyond rounding (noise floor {floor}).',
  blamedNaN:
    'The fused {steps} is wrong: given the reference’s own inputs, {count} of {values} values of {stage} are infinite, NaN or unwritten.',
  unwritten: 'Some values were never written.',
  'not-finite': 'Some values are infinite or NaN.',
  'runs-away': 'Values are far larger than they can be.',
  zeros: 'Values are 0 that should not be.',
  scaled: 'All values are off by one common factor.',
  'one-channel': 'One channel is wrong, the others are right.',
  precision: 'Digits are lost: values are nearly right, as with a shorter float.',
  wrong: 'Values are wrong throughout.',
  fusedOnly: 'Each of these steps passes alone, so either could be the wrong one.',
  inLayers: 'Found in {count} layers, first in this one.',
  atToken: 'The error appears during prefill, largest in token {row} of the batch and channel {column}.',
  atFew: 'The error appears in a batch of 2 to 8 tokens, largest in token {row} of the batch and channel {column}.',
  atFewLong:
    'The error appears in a batch of 2 to 8 tokens at a context of {longContext}, largest in token {row} of the batch and channel {column}.',
  atDecode: 'The error appears during decode, largest in channel {column}.',
  atLong: 'The error appears during decode at a context of {longContext}, largest in channel {column}.',
  matchesNone: 'It matches no known fault.',
  matches: 'It matches a known fault, “{title}”: injected in the same place, that gives the same values.',
  story: '{story}',
  effect: 'Left to run on, {off} of {stages} stages exceed rounding.',
  reaches: 'Values reach {largest} at {stage}.',
  overflows: 'Values overflow at {stage}.',
  zerosFrom: 'Values are 0 from {stage} on.',
  zerosAfter: 'The squares of the next norm overflow, so it multiplies by 0, and values are 0 from {stage} on.',
  sameTop: 'The most likely next token stays the same throughout this prompt.',
  otherTop: 'The most likely next token changes at {share} of the prompt’s positions.',
  kl: 'The KL divergence of the logits is at most {kl}.',
  noKl: 'The logits are unusable.',
  later:
    'Answers are right up to a context of {longContext} tokens, where this kernel takes over. Lockstep does not run that far.',
  notGains: 'It is not the K-norm gains: the reference has the same ones and passes.',
  notPrecision: 'It is not precision: more bits would change nothing.',
  lookThere: 'Look for that in the kernel first.',
  useReference: 'Until it is fixed, run {steps} on the reference and the rest fused.',
} as const;
