import { rangeOf, rangeScale, type AxisKind, type Scale } from '../../../../charts/scale.ts';
import { axes, axisOf, type FigureName } from '../../../../findings/token/plots.ts';
import type { ChartChoices } from '../../../../store/lab/chart_choices.ts';

/** Chosen ends of a scale; null where the values decide. */
interface Limits {
  low: number | null;
  high: number | null;
}

/** The scale of a map's colours. Limits between which nothing lies count as none. Null where there is no value yet. */
export function colourScale(axis: AxisKind, values: Iterable<number>, { low, high }: Limits): Scale | null {
  const own = rangeOf(axis, values);
  if (!own) return null;
  const [from, to] = [low ?? own[0], high ?? own[1]];
  const possible = from < to && (axis !== 'log' || from > 0);
  return rangeScale(axis, possible ? [from, to] : own);
}

/** The axis of a figure, as it was chosen or as usual. */
export function axisOfChoice(figure: FigureName, scales: ChartChoices['scales']): AxisKind {
  const chosen = scales[figure];
  return chosen ? axisOf(figure, chosen) : axes[figure];
}
