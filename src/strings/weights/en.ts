export const en = {
  none: 'No model is loaded.',
  verdict: 'Verdict on the gains',
  broken: 'Some gains are NaN or infinite',
  brokenIn:
    'The {norm} norm of layer {layer} has gains that are NaN or infinite, and so is all that follows. The file is damaged: load it again.',
  brokenFinal:
    'The final norm has gains that are NaN or infinite, and so is all that follows. The file is damaged: load it again.',
  plain: 'No extreme gains',
  extreme: 'Extreme gains, but nothing is wrong',
  large:
    '{count, plural, one {One norm has} other {# norms have}} gains above {limit}. The largest is {gain}, in the {norm} norm of layer {layer}.',
  harmless:
    'That alone does no harm: a gain multiplies a value and its rounding error alike, so no precision is lost. Clamping it would change what the model says.',
  scoresOverflow:
    'Attention scores may reach {score}. Since exp overflows above {limit}, softmax has to subtract the largest score first, as every kernel here does.',
  scoresFine: 'No attention score can exceed {score}, and exp overflows only above {limit}.',

  // Norms
  inputNorm: 'input',
  qNorm: 'Q',
  kNorm: 'K',
  postNorm: 'post-attention',

  // Chart and table
  chart: 'Largest gain of each norm',
  chartSaid: 'Largest gains over {layers} layers, up to {max}. The table has the numbers.',
  firstLayer: 'layer 0',
  table: 'Table of gains',
  gains: 'Gains by layer',
  layer: 'layer',
  largestScore: 'largest score',
  norm: '{norm} norm',
  mean: 'mean',
  std: 'std',
  max: 'max',
  final: 'Final norm: mean {mean}, std {std}, max {max}.',

  // Remedies
  remedies: 'Remedies',
  remediesTitle: 'Remedies people try',
  remediesText: 'Each changes the K gains of the loaded model, generates {tokens} tokens, and restores the gains.',
  try: 'Try them here',
  tryAgain: 'Try them again',
  trying: 'Trying them…',
  rebalance: 'Moved into Q',
  rebalanceHint: 'K gains divided by powers of two, Q gains multiplied by them',
  clamp: 'Clamped to ±10',
  clampHint: 'Anything larger is cut off',
  scale: 'Scaled down to 10',
  scaleHint: 'All gains of a layer divided by one number',
  remediesTable: 'Table of remedies',
  remediesEffect: 'What each remedy does',
  kGains: 'K gains',
  largest: 'largest',
  sameLogits: 'same logits',
  kl: 'KL',
  sameTokens: 'same tokens',
  bitForBit: 'bit for bit',
  all: 'all {tokens}',
  someOf: '{same} of {tokens}',
} as const;
