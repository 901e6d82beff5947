import { bytes } from '../format.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import { fitOf, type GpuRoom } from './fits.ts';
import { footprintOf } from './footprint.ts';
import type { PublishedFormat } from './formats.ts';
import { models, type CatalogueModel, type Edition } from './models.ts';
import { t } from '../strings/models/t.ts';

/**
 * Forms of a model in the order in which they are recommended: 8 bits answer as the original does, more only cost memory and
 * speed, and 4 bits are better than a smaller model.
 */
const preferred: readonly [PublishedFormat, WeightChoice][] = [
  ['Q8_0', 'stored'],
  ['Q4_K_M', 'stored'],
  ['MLX4', 'stored'],
  ['FP8', 'stored'],
  ['AWQ', 'stored'],
  ['BF16', 'stored'],
  ['BF16', '8-bit'],
  ['BF16', '4-bit'],
];

/** A form of a model, and how to hold its weights. */
export interface Selection {
  edition: Edition;
  weights: WeightChoice;
}

export interface Recommendation extends Selection {
  model: CatalogueModel;
  /** One sentence. */
  why: string;
}

const fits = (model: CatalogueModel, { edition, weights }: Selection, context: number, gpu: GpuRoom) =>
  fitOf(footprintOf(model, edition), { weights, context }, gpu).fits === 'yes';

/** The form of a model to take on this GPU: the first preferred one that fits, or else the one that takes the least memory. */
export function selectionFor(model: CatalogueModel, context: number, gpu: GpuRoom): Selection {
  const selections = preferred.flatMap(([format, weights]): Selection[] =>
    model.editions.filter((edition) => edition.format === format).map((edition) => ({ edition, weights })),
  );
  const taken = ({ edition, weights }: Selection) => footprintOf(model, edition).weights[weights]!;
  return (
    selections.find((selection) => fits(model, selection, context, gpu)) ??
    selections.toSorted((a, b) => taken(a) - taken(b))[0]!
  );
}

/** The largest chat model that is known to fit. On a CPU the smallest, since a larger one would take seconds for every word. */
export function recommend(context: number, gpu: GpuRoom, onCpu: boolean): Recommendation {
  const chats = models
    .filter(({ training }) => training === 'chat')
    .map((model) => ({ model, ...selectionFor(model, context, gpu) }));
  const smallest = chats[0]!;
  const largest = chats.findLast((each) => fits(each.model, each, context, gpu));
  const chosen = onCpu ? smallest : (largest ?? smallest);
  const reason = onCpu ? 'smallestOnCpu' : largest ? 'largestThatFits' : 'smallestThereIs';
  return { ...chosen, why: t(reason, { bytes: bytes(footprintOf(chosen.model, chosen.edition).download) }) };
}
