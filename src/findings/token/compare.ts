/** Compares the figures of a token, run again here, with those that were recorded. */
import { attentionFigures, watchedStages } from '../../vocabulary/token_statistics.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { valuesOf, type Plot } from './plots.ts';

export interface ComparedFigure {
  layer: number;
  plot: Plot;
  recorded: number;
  here: number;
  /**
   * The difference as a share: of the larger value, of the rms for a mean, of 1 for what attention has between 0 and 1.
   * Infinity where one side is infinite.
   */
  difference: number;
}

export interface FigureComparison {
  /** In the order of the pass. A figure that only one side knows is left out. */
  figures: ComparedFigure[];
  differing: ComparedFigure[];
  worst: ComparedFigure | null;
}

/**
 * Figures that differ by less, as a share, count as the same. Figures of the demo's 44th token differ by at most 1.4e-6
 * between fused and reference kernels, and stages by 3.3e-6 between two adapters (docs/decisions/006-reference-accuracy.md). Whether a kernel is right is a
 * diagnosis's question, which has noise floors to go by.
 */
export const bound = 1e-3;

/** Counts of zeros and of values beyond f16 are left out: the last digit of one value may change them. */
const compared = ['rms', 'std', 'mean', 'absmax', 'inverseScale', 'nonFinite'] as const;

export function compareTokens(recorded: TokenFigures, here: TokenFigures): FigureComparison {
  const plots: Plot[] = [
    ...watchedStages.flatMap((stage) => compared.map((figure): Plot => ({ of: 'row', figure, stage }))),
    ...attentionFigures.map((figure): Plot => ({ of: 'attention', figure })),
  ];
  const figures = Array.from({ length: recorded.layers }, (_, layer) =>
    plots.flatMap((plot): ComparedFigure[] => {
      const [was, is] = [recorded, here].map((token) => valuesOf(token, plot)[layer]!) as [number, number];
      if (Number.isNaN(was) || Number.isNaN(is)) return [];
      return [
        { layer, plot, recorded: was, here: is, difference: differenceOf(was, is, minScale(plot, recorded, layer)) },
      ];
    }),
  ).flat();
  return {
    figures,
    differing: figures.filter(({ difference }) => difference > bound),
    worst: figures.toSorted((a, b) => b.difference - a.difference)[0] ?? null,
  };
}

/** The smallest value that a difference is a share of. */
function minScale(plot: Plot, recorded: TokenFigures, layer: number): number {
  if (plot.of === 'attention') return 1;
  return plot.figure === 'mean' ? valuesOf(recorded, { ...plot, figure: 'rms' })[layer]! : 0;
}

function differenceOf(was: number, is: number, minScale: number): number {
  if (was === is) return 0;
  const share = Math.abs(was - is) / Math.max(Math.abs(was), Math.abs(is), minScale);
  // Infinity against a number.
  return Number.isNaN(share) ? Infinity : share;
}
