/** What a chart of a token's layers says. */
import type { TokenFigures } from '../../worker/api.ts';
import { short } from '../../format.ts';
import { channelOf, valuesOf, type Plot } from '../token/plots.ts';
import { plotName } from './figures.ts';

/** The range of the figure over the layers, in a sentence. */
export function chartSentence(figures: TokenFigures, plot: Plot): string {
  const values = valuesOf(figures, plot);
  const known = [...values.keys()].filter((layer) => !Number.isNaN(values[layer]));
  const what = plotName(plot);
  if (known.length === 0) return `Position ${figures.position}: the kernels that ran it leave no ${what}.`;
  const sorted = known.toSorted((a, b) => values[a]! - values[b]!);
  const [smallest, largest] = [sorted[0]!, sorted.at(-1)!];
  const range = `from ${short(values[smallest]!)} in layer ${smallest} to ${short(values[largest]!)} in layer ${largest}`;
  return `Position ${figures.position}, ${figures.set} kernels: ${what} ${range}${inChannel(figures, plot, largest)}.`;
}

/** `layer 3: 12.5, channel 41`. */
export function pointInWords(figures: TokenFigures, plot: Plot, layer: number): string {
  return `layer ${layer}: ${short(valuesOf(figures, plot)[layer]!)}${inChannel(figures, plot, layer)}`;
}

function inChannel(figures: TokenFigures, plot: Plot, layer: number): string {
  if (plot.of !== 'row' || plot.figure !== 'absmax') return '';
  return `, channel ${channelOf(figures, plot.stage, layer)}`;
}
