/** What a finding of a token says. */
import { percent, short } from '../../format.ts';
import type { SamplingSettings } from '../../worker/api.ts';
import { figuresOf, type RecordedToken } from '../format/token.ts';
import { bound, type ComparedFigure, type FigureComparison } from '../token/compare.ts';
import { largestValues } from '../token/largest_values.ts';
import { plotName } from './figures.ts';
import { oddsHeadline } from './odds.ts';

/** What was seen, in one line. */
export function tokenHeadline({ token, odds }: Pick<RecordedToken, 'token' | 'odds'>): string {
  const { trouble } = token;
  if (trouble) return `Collapses in layer ${trouble.layer}, at ${trouble.stage}`;
  if (odds) return oddsHeadline(odds);
  const [largest] = largestValues(figuresOf(token));
  if (!largest) return 'No stage was watched';
  return `Largest value ${short(largest.value)}, in layer ${largest.layer} at ${largest.stage}`;
}

/** How the tokens were sampled. */
export function samplingInWords({ temperature, topK, topP, minP, repetitionPenalty, seed }: SamplingSettings): string {
  const penalty = repetitionPenalty === 1 ? '' : `, repetition ${short(repetitionPenalty)}`;
  if (temperature === 0) return `greedy${penalty}`;
  return `temperature ${short(temperature)}, top-k ${topK}, top-p ${short(topP)}, min-p ${short(minP)}${penalty}, seed ${seed}`;
}

/** `rms of swiglu in layer 3`. */
export const comparedFigureName = ({ plot, layer }: ComparedFigure): string => `${plotName(plot)} in layer ${layer}`;

/** What came of running a token again on `adapter`, in one sentence. */
export function tokenAnswer({ figures, differing, worst }: FigureComparison, adapter: string): string {
  const [first] = differing;
  if (!worst) return `Nothing to compare: ${adapter} left none of the recorded stages.`;
  if (first) {
    return `Differs first in ${comparedFigureName(first)} on ${adapter}: ${short(first.recorded)} was recorded, ${short(first.here)} is here. ${differing.length} of ${figures.length} figures differ by more than ${percent(bound)}.`;
  }
  if (worst.difference === 0) return `Reproduced to the bit on ${adapter}: all ${figures.length} figures.`;
  return `Reproduced on ${adapter}: all ${figures.length} figures are within ${percent(bound)}, the furthest off by ${short(100 * worst.difference)} %, ${comparedFigureName(worst)}.`;
}
