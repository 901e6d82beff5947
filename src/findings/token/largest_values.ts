import { watchedStages } from '../../vocabulary/token_statistics.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { channelOf } from './plots.ts';

export interface LargestValue {
  /** As in the goldens: `L3.mlp_residual`. */
  name: string;
  layer: number;
  stage: (typeof watchedStages)[number];
  value: number;
  channel: number;
}

/** The largest value of every stage of a token, the largest first. A layer's input counts as the output of the layer before. */
export function largestValues(figures: TokenFigures): LargestValue[] {
  const all = watchedStages.flatMap((stage, s) =>
    Array.from({ length: figures.layers }, (_, layer) => ({
      name: `L${layer}.${stage}`,
      layer,
      stage,
      value: figures.rows.absmax[s * figures.layers + layer]!,
      channel: channelOf(figures, stage, layer),
    })),
  );
  return all
    .filter(({ stage, layer, value }) => !Number.isNaN(value) && (stage !== 'layer_input' || layer === 0))
    .toSorted((a, b) => b.value - a.value);
}
