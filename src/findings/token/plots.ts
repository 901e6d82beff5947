import type { AxisKind } from '../../charts/scale.ts';
import {
  watchedStages,
  type AttentionFigure,
  type RowFigure,
  type WatchedStage,
} from '../../vocabulary/token_statistics.ts';
import type { TokenFigures } from '../../worker/api.ts';

/** What a chart of a token may show: a figure of a stage, or one of attention, which has no watchedStages. */
export type Plot = { of: 'row'; figure: RowFigure; stage: WatchedStage } | { of: 'attention'; figure: AttentionFigure };

export type FigureName = Plot['figure'];

/** Logarithmic for figures that are never below 0 and span decades, asinh for those of both signs. */
export const axes: Record<FigureName, AxisKind> = {
  rms: 'log',
  std: 'log',
  mean: 'asinh',
  absmax: 'log',
  nonFinite: 'linear',
  beyondF16: 'linear',
  zeros: 'linear',
  inverseScale: 'log',
  largestLogit: 'asinh',
  entropy: 'linear',
  firstShare: 'linear',
};

/** How equal steps of an axis are to be: in the value, or in its logarithm as far as a figure has one. */
export function axisOf(figure: FigureName, scale: 'linear' | 'log'): AxisKind {
  if (scale === 'linear') return 'linear';
  return axes[figure] === 'asinh' ? 'asinh' : 'log';
}

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
