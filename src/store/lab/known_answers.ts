import { bundledName } from '../engine/engine.ts';
import type { LoadedModel } from '../../worker/api.ts';
import { t } from '../../strings/checks/t.ts';

/** Known answers that come with the page, for whoever has loaded that model. tools/goldens/known_answers.mjs writes them. */
export interface OfferedAnswers {
  /** Below the page's address. */
  file: string;
  title: string;
}

const offers = [
  {
    file: 'known_answers/demo.safetensors',
    title: () => t('fromTransformers', { name: bundledName }),
    isFor: (name: string) => name === bundledName,
  },
  {
    file: 'known_answers/qwen3-0.6b-base.safetensors',
    title: () => t('testOfTransformers'),
    isFor: (name: string) => /(^|\/)Qwen3-0\.6B-Base$/i.test(name),
  },
];

/** Those for the loaded model, by its name. */
export function offeredAnswers({ name }: Pick<LoadedModel, 'name'>): OfferedAnswers[] {
  return offers.filter(({ isFor }) => isFor(name)).map(({ file, title }) => ({ file, title: title() }));
}
