/** What a chart of a token's layers says. */
import type { TokenFigures } from '../../worker/api.ts';
import { short } from '../../format.ts';
import { channelOf, valuesOf, type Plot } from '../token/plots.ts';
import { plotName } from './figures.ts';
import { t } from '../../strings/finding/t.ts';

/** The range of the figure over the layers, in a sentence. */
export function chartSentence(figures: TokenFigures, plot: Plot): string {
  const values = valuesOf(figures, plot);
  const known = [...values.keys()].filter((layer) => !Number.isNaN(values[layer]));
  const figure = plotName(plot);
  const { position } = figures;
  if (known.length === 0) return t('noFigure', { position, figure });
  const sorted = known.toSorted((a, b) => values[a]! - values[b]!);
  const [smallest, largest] = [sorted[0]!, sorted.at(-1)!];
  const range = {
    position,
    set: setName(figures.set),
    figure,
    smallest: short(values[smallest]!),
    first: smallest,
    largest: short(values[largest]!),
    last: largest,
  };
  const channel = channelIn(figures, plot, largest);
  return channel === null ? t('range', range) : t('rangeChannel', { ...range, channel });
}

/** `layer 3: 12.5, channel 41`. */
export function pointInWords(figures: TokenFigures, plot: Plot, layer: number): string {
  const point = { layer, value: short(valuesOf(figures, plot)[layer]!) };
  const channel = channelIn(figures, plot, layer);
  return channel === null ? t('point', point) : t('pointChannel', { ...point, channel });
}

/** `fused`, `reference` or `mixed`. */
export const setName = (set: TokenFigures['set']): string => t(set === 'mixed' ? 'mixedShort' : set);

function channelIn(figures: TokenFigures, plot: Plot, layer: number): number | null {
  return plot.of === 'row' && plot.figure === 'absmax' ? channelOf(figures, plot.stage, layer) : null;
}
