/** Whether a token leaves here what it left there, figure by figure. */
import { percent, short } from '../../format.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { looks, valuesOf, type Plot } from './plots.ts';
import { attentionFigures, watchedStages } from '../../vocabulary/token_statistics.ts';

export interface ComparedFigure {
  layer: number;
  plot: Plot;
  recorded: number;
  here: number;
  /** As a share: of the larger of the two, of the rms for a mean, of 1 for what attention has between 0 and 1. */
  off: number;
}

export interface LiveComparison {
  /** In the order of the pass; those that are known on one side only are left out. */
  figures: ComparedFigure[];
  differing: ComparedFigure[];
  worst: ComparedFigure | null;
}

/**
 * How far two figures may be apart and count as the same. Fused and reference kernels leave figures of the demo's 44th token
 * within 1.4e-6 of each other, and watchedStages on two adapters differ by 3.3e-6 (README). Whether kernels are right
 * is not asked here: that is for a diagnosis, which has noise floors to go by.
 */
export const bound = 1e-3;

/** Counts of zeros and of what f16 cannot hold may turn with the last digit of one value; these say what matters. */
const compared = ['rms', 'std', 'mean', 'absmax', 'inverseScale', 'nonFinite'] as const;

export function compareTokens(recorded: TokenFigures, here: TokenFigures): LiveComparison {
  const plots: Plot[] = [
    ...watchedStages.flatMap((stage) => compared.map((figure): Plot => ({ of: 'row', figure, stage }))),
    ...attentionFigures.map((figure): Plot => ({ of: 'attention', figure })),
  ];
  const figures = Array.from({ length: recorded.layers }, (_, layer) =>
    plots.flatMap((plot): ComparedFigure[] => {
      const [was, is] = [recorded, here].map((token) => valuesOf(token, plot)[layer]!) as [number, number];
      if (Number.isNaN(was) || Number.isNaN(is)) return [];
      return [{ layer, plot, recorded: was, here: is, off: offBy(was, is, scaleOf(plot, recorded, layer)) }];
    }),
  ).flat();
  return {
    figures,
    differing: figures.filter(({ off }) => off > bound),
    worst: figures.toSorted((a, b) => b.off - a.off)[0] ?? null,
  };
}

/** What a difference is a share of, where it is more than the figure itself. */
function scaleOf(plot: Plot, recorded: TokenFigures, layer: number): number {
  if (plot.of === 'attention') return 1;
  return plot.figure === 'mean' ? valuesOf(recorded, { ...plot, figure: 'rms' })[layer]! : 0;
}

function offBy(was: number, is: number, scale: number): number {
  if (was === is) return 0;
  const share = Math.abs(was - is) / Math.max(Math.abs(was), Math.abs(is), scale);
  // Infinity against a number.
  return Number.isNaN(share) ? Infinity : share;
}

export function figureInWords({ plot, layer }: ComparedFigure): string {
  const { label } = looks[plot.figure];
  return plot.of === 'row' ? `${label} of ${plot.stage} in layer ${layer}` : `${label} in layer ${layer}`;
}

/** The answer in one sentence. `adapter` is the one here. */
export function liveAnswer({ figures, differing, worst }: LiveComparison, adapter: string): string {
  const [first] = differing;
  if (!worst) return `Nothing to compare: ${adapter} left none of the recorded watchedStages.`;
  if (first) {
    return `Differs first in ${figureInWords(first)} on ${adapter}: ${short(first.recorded)} was recorded, ${short(first.here)} is here. ${differing.length} of ${figures.length} figures differ by more than ${percent(bound)}.`;
  }
  if (worst.off === 0) return `Reproduced to the bit on ${adapter}: all ${figures.length} figures.`;
  return `Reproduced on ${adapter}: all ${figures.length} figures are within ${percent(bound)}, the furthest off by ${short(100 * worst.off)} %, ${figureInWords(worst)}.`;
}
