import { short } from '../../format.ts';
import type { SamplingSettings, TokenFigures } from '../../worker/api.ts';
import { channelOf, stages } from '../token/plots.ts';
import { figuresOf, type RecordedLive } from '../format/token.ts';

export interface Largest {
  /** As in the goldens: `L3.mlp_residual`. */
  name: string;
  layer: number;
  stage: (typeof stages)[number];
  value: number;
  channel: number;
}

/** The largest values of a token's stages, the largest first. What a layer finds is what the one before it left. */
export function largestValues(figures: TokenFigures): Largest[] {
  const all = stages.flatMap((stage, s) =>
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

/** What was seen, in one line. */
export function liveHeadline({ token }: RecordedLive): string {
  const { trouble } = token;
  if (trouble) return `Collapses in layer ${trouble.layer}, at ${trouble.stage}`;
  const [largest] = largestValues(figuresOf(token));
  if (!largest) return 'No stage was watched';
  return `Largest value ${short(largest.value)}, in layer ${largest.layer} at ${largest.stage}`;
}

/** How the tokens were drawn. */
export function samplingInWords({ temperature, topK, topP, minP, repetitionPenalty, seed }: SamplingSettings): string {
  const penalty = repetitionPenalty === 1 ? '' : `, repetition ${short(repetitionPenalty)}`;
  if (temperature === 0) return `greedy${penalty}`;
  return `temperature ${short(temperature)}, top-k ${topK}, top-p ${short(topP)}, min-p ${short(minP)}${penalty}, seed ${seed}`;
}
