import { figureName } from '../../../../findings/copy/figures.ts';
import { visible } from '../../../../findings/copy/odds.ts';
import { channelOf, valuesOf, type Plot } from '../../../../findings/token/plots.ts';
import { short } from '../../../../format.ts';
import type { WatchedToken } from '../../../../store/lab/jobs/token_monitor.ts';
import type { TokenFigures } from '../../../../worker/api.ts';
import { t } from '../../../../strings/live/t.ts';

/** `␣85 (61)`, or `position 61` where the token's text is not known. */
export function tokenName({ name, figures: { position } }: WatchedToken): string {
  return name === null ? t('position', { position }) : t('tokenAt', { text: visible(name), position });
}

/** A token on an axis: its text, or its position. */
export const axisName = ({ name, figures }: WatchedToken): string =>
  name === null ? `${figures.position}` : visible(name);

/** `layer 3, ␣85 (61): RMS 1.23; largest 7.5 in channel 41`. */
export function readOut(token: WatchedToken, plot: Plot, layer: number): string {
  return t('readOut', { layer, token: tokenName(token), figures: figuresAt(token.figures, plot, layer) });
}

function figuresAt(figures: TokenFigures, plot: Plot, layer: number): string {
  const named = (of: Plot) => ({ figure: figureName(of.figure), value: short(valuesOf(figures, of)[layer]!) });
  const figure = t('figure', named(plot));
  if (plot.of === 'attention') return figure;
  const absmax = { ...plot, figure: 'absmax' } as const;
  if (Number.isNaN(valuesOf(figures, absmax)[layer])) return figure;
  const largest = t('figureInChannel', { ...named(absmax), channel: channelOf(figures, plot.stage, layer) });
  return plot.figure === 'absmax' ? largest : t('figureAndLargest', { figure, largest });
}
