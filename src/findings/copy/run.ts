/** How something was run, in words. */
import { t } from '../../strings/finding/t.ts';
import { listed } from '../../strings/localized.ts';
import type { LoadedModel } from '../../worker/api.ts';
import type { FindingPrompt } from '../format/finding.ts';
import type { DiagnosisSpec, PromptSpec, RunSpec } from '../format/spec.ts';
import { sourceInWords } from './source.ts';

export type Fact = [term: string, text: string];

/** Which steps ran fused. */
export function programInWords(program: DiagnosisSpec['program']): string {
  const looked = Object.entries(program).filter(([step]) => step !== 'embed');
  const fused = looked.filter(([, set]) => set === 'fused').map(([step]) => step);
  if (fused.length === looked.length) return t('allFused');
  if (fused.length === 0) return t('allReference');
  return t('someFused', { steps: listed(fused) });
}

export function faultInWords(fault: DiagnosisSpec['fault']): string {
  if (!fault) return t('noFault');
  const { name, layer } = fault;
  return layer === null ? t('faultEverywhere', { name }) : t('faultIn', { name, layer });
}

export function promptInWords(prompt: FindingPrompt | PromptSpec): string {
  if (prompt.show === 'hidden') return t('notShared');
  if (prompt.show === 'counted') return t('notSharedTokens', { count: prompt.count });
  const count = prompt.tokens.length;
  return 'text' in prompt && prompt.text !== null
    ? t('promptText', { text: prompt.text, count })
    : t('promptIds', { count });
}

export const weightsInWords = (weights: RunSpec['weights']): string => (weights === 'stored' ? t('asStored') : weights);

/** What the cache held, where that was not what kernels compute. */
export const cacheFacts = (cache: RunSpec['cache']): Fact[] => (cache === 'f32' ? [] : [[t('kvCache'), cache]]);

/** What has to be done before `spec` can run on `model`; null where it can. */
export function missingInWords(
  { model: wanted, weights, cache, source }: RunSpec,
  model: LoadedModel | null,
): string | null {
  const held = weightsInWords(weights);
  if (model?.hash === wanted.hash) {
    if (model.weights.choice !== weights) return t('otherWeights', { weights: held });
    return model.cache.type === cache ? null : t('otherCache', { cache });
  }
  const needed = { name: wanted.name, hash: wanted.hash.slice(0, 12), weights: held, source: sourceInWords(source) };
  if (!model) return t('noModel', needed);
  return t('otherModel', { ...needed, loaded: model.name, loadedHash: model.hash.slice(0, 12) });
}
