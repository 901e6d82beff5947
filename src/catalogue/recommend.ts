import { bytes } from '../format.ts';
import { fitOf, type GpuRoom } from './fits.ts';
import { footprintOf } from './footprint.ts';
import type { PublishedFormat } from './formats.ts';
import { models, type CatalogueModel, type Edition } from './models.ts';

/**
 * Formats in the order in which they are recommended: 8 bits answer as the original does, more only cost memory and speed, and
 * 4 bits are better than a smaller model.
 */
const preferred: readonly PublishedFormat[] = ['Q8_0', 'Q4_K_M', 'MLX4', 'FP8', 'AWQ', 'BF16'];

export interface Recommendation {
  model: CatalogueModel;
  edition: Edition;
  /** One sentence. */
  why: string;
}

/** The edition of a model to take on this GPU: the first preferred one that fits, or else the one that takes the least memory. */
export function editionFor(model: CatalogueModel, context: number, gpu: GpuRoom): Edition {
  const size = (edition: Edition) => footprintOf(model, edition).weights;
  const fitting = preferred.flatMap((format) =>
    model.editions.filter(
      (edition) => edition.format === format && fitOf(footprintOf(model, edition), context, gpu).fits === 'yes',
    ),
  );
  return fitting[0] ?? model.editions.toSorted((a, b) => size(a) - size(b))[0]!;
}

/** The largest chat model that is known to fit. On a CPU the smallest, since a larger one would take seconds for every word. */
export function recommend(context: number, gpu: GpuRoom, onCpu: boolean): Recommendation {
  const chats = models.filter(({ training }) => training === 'chat');
  const smallest = chats[0]!;
  const largest = chats.findLast((model) => fits(model, context, gpu)) ?? smallest;
  const model = onCpu ? smallest : largest;
  const edition = editionFor(model, context, gpu);
  const { download } = footprintOf(model, edition);
  const why = onCpu
    ? `WebGPU runs on the CPU here, so the smallest answers soonest (${bytes(download)} to download).`
    : fits(model, context, gpu)
      ? `The largest that surely fits this GPU (${bytes(download)} to download).`
      : `The smallest there is (${bytes(download)} to download).`;
  return { model, edition, why };
}

function fits(model: CatalogueModel, context: number, gpu: GpuRoom): boolean {
  return fitOf(footprintOf(model, editionFor(model, context, gpu)), context, gpu).fits === 'yes';
}
