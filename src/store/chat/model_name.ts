import type { LoadedModel } from '../../worker/api.ts';

/** What an answer is signed with: the checkpoint, and what its weights were rounded to, which its hash does not tell. */
export function modelName({ name, weights }: LoadedModel): string {
  return weights.choice === 'stored' ? name : `${name}, ${weights.choice}`;
}
