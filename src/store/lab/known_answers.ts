import { bundledName } from '../engine/engine.ts';
import type { LoadedModel } from '../../worker/api.ts';

/** Known answers that come with the page, for whoever has loaded that model. tools/goldens/known_answers.mjs writes them. */
export interface OfferedAnswers {
  /** Below the page's address. */
  file: string;
  title: string;
}

const offers: readonly (OfferedAnswers & { isFor: (name: string) => boolean })[] = [
  {
    file: 'known_answers/demo.safetensors',
    title: `What transformers computes for ${bundledName}`,
    isFor: (name) => name === bundledName,
  },
  {
    file: 'known_answers/qwen3-0.6b-base.safetensors',
    title: 'transformers’ own test of Qwen3-0.6B-Base',
    isFor: (name) => /(^|\/)Qwen3-0\.6B-Base$/i.test(name),
  },
];

/** Those for the loaded model, by its name. */
export function offeredAnswers({ name }: Pick<LoadedModel, 'name'>): readonly OfferedAnswers[] {
  return offers.filter(({ isFor }) => isFor(name));
}
