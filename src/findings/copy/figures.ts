import { t } from '../../strings/finding/t.ts';
import type { FigureName, Plot } from '../token/plots.ts';

/** What a figure of a token is called. */
export const figureName = (figure: FigureName): string => t(figure);

/** What a figure of a token says. */
export const figureHint = (figure: FigureName): string => t(`${figure}Hint`);

/** `RMS of swiglu`, `entropy`. */
export function plotName(plot: Plot): string {
  const figure = figureName(plot.figure);
  return plot.of === 'row' ? t('figureOf', { figure, stage: plot.stage }) : figure;
}
