/** What a finding of a token says. */
import { percent, short } from '../../format.ts';
import type { SamplingSettings } from '../../worker/api.ts';
import { figuresOf, type RecordedToken } from '../format/token.ts';
import { bound, type ComparedFigure, type FigureComparison } from '../token/compare.ts';
import { largestValues } from '../token/largest_values.ts';
import { plotName } from './figures.ts';
import { t } from '../../strings/finding/t.ts';
import { oddsHeadline } from './odds.ts';

/** What was seen, in one line. */
export function tokenHeadline({ token, odds }: Pick<RecordedToken, 'token' | 'odds'>): string {
  const { trouble } = token;
  if (trouble) return t('collapses', { layer: trouble.layer, stage: trouble.stage });
  if (odds) return oddsHeadline(odds);
  const [largest] = largestValues(figuresOf(token));
  if (!largest) return t('nothingWatched');
  return t('largestAt', { value: short(largest.value), layer: largest.layer, stage: largest.stage });
}

/** How the tokens were sampled. */
export function samplingInWords({ temperature, topK, topP, minP, repetitionPenalty, seed }: SamplingSettings): string {
  const penalty = repetitionPenalty === 1 ? null : short(repetitionPenalty);
  if (temperature === 0) return penalty === null ? t('greedy') : t('greedyPenalty', { penalty });
  const said = { temperature: short(temperature), topK, topP: short(topP), minP: short(minP), seed };
  return penalty === null ? t('sampled', said) : t('sampledPenalty', { ...said, penalty });
}

/** `rms of swiglu in layer 3`. */
export const comparedFigureName = ({ plot, layer }: ComparedFigure): string =>
  t('figureIn', { figure: plotName(plot), layer });

/** What came of running a token again on `adapter`, in one sentence. */
export function tokenAnswer({ figures, differing, worst }: FigureComparison, adapter: string): string {
  const [first] = differing;
  const all = figures.length;
  if (!worst) return t('noFigures', { adapter });
  if (first) {
    return t('figuresDiffer', {
      adapter,
      differing: differing.length,
      all,
      bound: percent(bound),
      figure: comparedFigureName(first),
      recorded: short(first.recorded),
      here: short(first.here),
    });
  }
  if (worst.difference === 0) return t('sameFigureBits', { adapter, all });
  const furthest = { worst: `${short(100 * worst.difference)}%`, figure: comparedFigureName(worst) };
  return t('sameFigures', { adapter, all, bound: percent(bound), ...furthest });
}
