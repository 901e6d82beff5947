import type { TokenFigures } from '../../worker/api.ts';
import {
  watchedStages,
  type AttentionFigure,
  type RowFigure,
  type WatchedStage,
} from '../../vocabulary/token_statistics.ts';

/** What a chart may show: a figure of a stage, or one of attention, which has no stages. */
export type Plot = { of: 'row'; figure: RowFigure; stage: WatchedStage } | { of: 'attention'; figure: AttentionFigure };

export type FigureName = Plot['figure'];

interface Look {
  label: string;
  /** Figures that are never below 0 and span decades are drawn by their logarithm, logits of both signs by asinh. */
  axis: 'log' | 'asinh' | 'linear';
  hint: string;
}

const inTurn = 'One layer is looked at after each token, in turn.';

export const looks: Record<FigureName, Look> = {
  rms: { label: 'rms', axis: 'log', hint: 'How large the values are: root of the mean square.' },
  std: { label: 'std', axis: 'log', hint: 'How far the values are spread about their mean.' },
  mean: { label: 'mean', axis: 'asinh', hint: 'Far from 0 where one sign prevails.' },
  absmax: { label: 'largest', axis: 'log', hint: 'The largest absolute value; point at it for its channel.' },
  nonFinite: {
    label: 'not finite',
    axis: 'linear',
    hint: 'How many values are infinite or no number. None should be.',
  },
  beyondF16: { label: 'beyond f16', axis: 'linear', hint: 'How many f16 could not hold: 65,520 and more.' },
  zeros: { label: 'zeros', axis: 'linear', hint: 'How many are 0. All of them, after a norm whose square overflowed.' },
  inverseScale: {
    label: 'norm’s scale',
    axis: 'log',
    hint: 'What the next RMSNorm multiplies by. 0 means that the squares overflowed, and all that follows is 0.',
  },
  largestLogit: {
    label: 'largest score',
    axis: 'asinh',
    hint: `The largest q·k/√d of any head, before the softmax. ${inTurn}`,
  },
  entropy: {
    label: 'entropy',
    axis: 'linear',
    hint: `In nats, mean of all heads: 0 where attention is on one token alone. ${inTurn}`,
  },
  firstShare: {
    label: 'share of token 0',
    axis: 'linear',
    hint: `How much of the attention rests on the first token, mean of all heads. ${inTurn}`,
  },
};

/** One value a layer; NaN where there is none, or it is not known yet. */
export function valuesOf(figures: TokenFigures, plot: Plot): Float32Array {
  if (plot.of === 'attention') return figures.attention[plot.figure];
  const first = watchedStages.indexOf(plot.stage) * figures.layers;
  return figures.rows[plot.figure].subarray(first, first + figures.layers);
}

/** The channel of the largest value of a stage in a layer. */
export function channelOf({ rows, layers }: TokenFigures, stage: WatchedStage, layer: number): number {
  return rows.channel[watchedStages.indexOf(stage) * layers + layer]!;
}
