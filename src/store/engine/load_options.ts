import type { LoadedModel, LoadOptions } from '../../worker/api.ts';
import { defaultContext } from './context.ts';

/** How a model is loaded where nobody chose: exactly, with room for a usual chat. */
export function usualOptions(maxPositions: number): LoadOptions {
  return { context: defaultContext(maxPositions), weights: 'stored', cache: 'f32' };
}

/** How a model was loaded. */
export function optionsOf({ context, weights, cache }: LoadedModel): LoadOptions {
  return { context, weights: weights.choice, cache: cache.type };
}
