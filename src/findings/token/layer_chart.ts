/** A figure of every layer of a token, beside other tokens: one description for the page and for the picture. */
import type { LineChart, LineLook } from '../../charts/line_chart.ts';
import { scaleOf, type AxisKind } from '../../charts/scale.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { pointInWords, setName } from '../copy/token_chart.ts';
import { axes, valuesOf, type Plot } from './plots.ts';
import { t } from '../../strings/finding/t.ts';

/** A token on a chart of layers. */
export interface ChartedToken {
  name: string;
  look: TokenFigures['set'] | 'first' | 'compared';
  figures: TokenFigures;
}

const looks: Record<ChartedToken['look'], LineLook> = {
  reference: { ink: 'referenceText', marker: 'circle', dash: [] },
  fused: { ink: 'fusedText', marker: 'triangle', dash: [5, 3] },
  mixed: { ink: 'text', marker: 'diamond', dash: [] },
  first: { ink: 'muted', marker: 'dot', dash: [1.5, 3] },
  compared: { ink: 'text', marker: 'square', dash: [7, 3] },
};

/** A token, those that it is compared with, and token 0. */
export function chartedTokens(
  current: TokenFigures,
  others: readonly TokenFigures[],
  first: TokenFigures | null,
): ChartedToken[] {
  return [
    { name: setName(current.set), look: current.set, figures: current },
    ...others.map((figures): ChartedToken => {
      const { set, position } = figures;
      return { name: t('otherToken', { set: setName(set), position }), look: set, figures };
    }),
    ...(first ? [{ name: t('token0'), look: 'first' as const, figures: first }] : []),
  ];
}

/** A token that a person compares with another, of whichever kernels. */
export const comparedToken = (name: string, figures: TokenFigures): ChartedToken => ({
  name,
  look: 'compared',
  figures,
});

/** `tokens` are of one number of layers; the one that the chart is about comes first. */
export function layerChart(plot: Plot, tokens: readonly ChartedToken[], axis: AxisKind = axes[plot.figure]): LineChart {
  const lines = tokens.map(({ name, look, figures }) => {
    const values = [...valuesOf(figures, plot)];
    const titleOf = (layer: number) => pointInWords(figures, plot, layer);
    return { name, is: look, look: looks[look], values, titleOf };
  });
  return {
    scale: scaleOf(
      axis,
      lines.flatMap(({ values }) => values),
    ),
    ends: [t('layer', { layer: 0 }), `${tokens[0]!.figures.layers - 1}`],
    lines,
  };
}
