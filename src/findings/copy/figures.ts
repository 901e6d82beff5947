import type { FigureName, Plot } from '../token/plots.ts';

const inTurn = 'One layer is looked at after each token, in turn.';

/** What the figures of a token are called, and what they say. */
export const figureTexts: Record<FigureName, { label: string; hint: string }> = {
  rms: { label: 'rms', hint: 'How large the values are: root of the mean square.' },
  std: { label: 'std', hint: 'How far the values are spread about their mean.' },
  mean: { label: 'mean', hint: 'Far from 0 where one sign prevails.' },
  absmax: { label: 'largest', hint: 'The largest absolute value; point at it for its channel.' },
  nonFinite: { label: 'not finite', hint: 'How many values are infinite or no number. None should be.' },
  beyondF16: { label: 'beyond f16', hint: 'How many f16 could not hold: 65,520 and more.' },
  zeros: { label: 'zeros', hint: 'How many are 0. All of them, after a norm whose square overflowed.' },
  inverseScale: {
    label: 'norm’s scale',
    hint: 'What the next RMSNorm multiplies by. 0 means that the squares overflowed, and all that follows is 0.',
  },
  largestLogit: { label: 'largest score', hint: `The largest q·k/√d of any head, before the softmax. ${inTurn}` },
  entropy: {
    label: 'entropy',
    hint: `In nats, mean of all heads: 0 where attention is on one token alone. ${inTurn}`,
  },
  firstShare: {
    label: 'share of token 0',
    hint: `How much of the attention rests on the first token, mean of all heads. ${inTurn}`,
  },
};

/** `rms of swiglu`, `entropy`. */
export function plotName(plot: Plot): string {
  const { label } = figureTexts[plot.figure];
  return plot.of === 'row' ? `${label} of ${plot.stage}` : label;
}
