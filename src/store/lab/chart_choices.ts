import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { FigureName, Plot } from '../../findings/token/plots.ts';
import {
  attentionFigureSchema,
  attentionFigures,
  rowFigureSchema,
  rowFigures,
  watchedStageSchema,
} from '../../vocabulary/token_statistics.ts';
import { validated, type Cells } from '../storage.ts';

/** Whether an axis has equal steps or equal factors. */
const scaleNames = ['linear', 'log'] as const;
export type ScaleName = (typeof scaleNames)[number];

const end = v.nullable(v.pipe(v.number(), v.finite()));
const storedSchema = v.object({
  plot: v.variant('of', [
    v.object({ of: v.literal('row'), figure: rowFigureSchema, stage: watchedStageSchema }),
    v.object({ of: v.literal('attention'), figure: attentionFigureSchema }),
  ]),
  scales: v.record(v.picklist([...rowFigures, ...attentionFigures]), v.picklist(scaleNames)),
  range: v.object({ low: end, high: end }),
});

interface StoredChoices {
  /** What the charts of a token show. */
  plot: Plot;
  /** The scale of a figure, where it is not the usual one. */
  scales: Partial<Record<FigureName, ScaleName>>;
  /** The ends of the map's colours; null where the values on show decide. They belong to `plot`. */
  range: { low: number | null; high: number | null };
}

export interface ChartChoices extends StoredChoices {
  show: (plot: Plot) => void;
  scaleBy: (figure: FigureName, scale: ScaleName) => void;
  limit: (range: Partial<StoredChoices['range']>) => void;
}

const noLimits = { low: null, high: null };

/** How a person wants the charts of tokens, kept for the next visit. */
export function createChartChoices(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<ChartChoices>()(
    persist(
      (set, get) => ({
        plot: { of: 'row', figure: 'rms', stage: 'mlp_residual' },
        scales: {},
        range: noLimits,
        show: (plot) => set({ plot, range: noLimits }),
        scaleBy: (figure, scale) => set({ scales: { ...get().scales, [figure]: scale } }),
        limit: (range) => set({ range: { ...get().range, ...range } }),
      }),
      {
        name: 'plumbline.charts',
        version: 1,
        storage: validated<StoredChoices>(cells, 1, storedSchema, onUnsaved),
        partialize: ({ plot, scales, range }) => ({ plot, scales, range }),
      },
    ),
  );
}
