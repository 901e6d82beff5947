import type { AxisKind } from '../../charts/scale.ts';
import type { AttentionFigure, RowFigure, TokenFigures, WatchedStage } from '../../worker/api.ts';

/** In the order of the pass, and in which the worker reports them. */
export const stages: readonly WatchedStage[] = [
  'layer_input',
  'q',
  'k',
  'v',
  'attn',
  'attn_residual',
  'swiglu',
  'mlp_residual',
];

export const rowFigures = [
  'rms',
  'std',
  'mean',
  'absmax',
  'inverseScale',
  'zeros',
  'beyondF16',
  'nonFinite',
] as const satisfies RowFigure[];
export const attentionFigures = ['largestLogit', 'entropy', 'firstShare'] as const satisfies AttentionFigure[];

/** What a chart of a token may show: a figure of a stage, or one of attention, which has no stages. */
export type Plot =
  | { of: 'row'; figure: Exclude<RowFigure, 'channel'>; stage: WatchedStage }
  | { of: 'attention'; figure: AttentionFigure };

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

/** One value a layer; NaN where there is none, or it is not known yet. */
export function valuesOf(figures: TokenFigures, plot: Plot): Float32Array {
  if (plot.of === 'attention') return figures.attention[plot.figure];
  const first = stages.indexOf(plot.stage) * figures.layers;
  return figures.rows[plot.figure].subarray(first, first + figures.layers);
}

/** The channel of the largest value of a stage in a layer. */
export function channelOf({ rows, layers }: TokenFigures, stage: WatchedStage, layer: number): number {
  return rows.channel[stages.indexOf(stage) * layers + layer]!;
}
