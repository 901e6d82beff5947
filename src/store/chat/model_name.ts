import type { LoadedModel } from '../../worker/api.ts';

/** The model that an answer names: the checkpoint, and the weight choice, which is not part of its hash. */
export function modelName({ name, weights }: LoadedModel): string {
  return weights.choice === 'stored' ? name : `${name}, ${weights.choice}`;
}
