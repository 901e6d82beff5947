import { formatOf, type WeightType } from '../formats/formats.ts';
import type { WeightParts } from './split_buffers.ts';

/** What a product of these weights by subgroup matrices takes. */
export function weightParts(weights: readonly { type: WeightType }[]): WeightParts {
  return weights.every(({ type }) => formatOf(type).fitsF16) ? 1 : 2;
}
