import type { CheckpointLocation, DiagnosisRequest, LoadedModel, WatchRequest } from '../worker/api.ts';
import type { Source } from './format/fields.ts';
import type { DiagnosisSpec, LiveSpec, RunSpec } from './format/spec.ts';
import { sourceInWords } from './copy/finding.ts';

/**
 * The request that repeats `spec`. Where its prompt was not told, `typed` takes its place or, empty, ids that are spread over
 * the vocabulary, as many as are known to have been.
 */
export function requestOf(
  { prompt, program, fault, bisect }: DiagnosisSpec,
  typed: string,
  vocabSize: number,
): DiagnosisRequest {
  const rest = { program, fault, bisect };
  if (prompt.show === 'shown') return { prompt: { tokens: prompt.tokens }, ...rest };
  if (typed !== '') return { prompt: { text: typed }, ...rest };
  if (prompt.show === 'hidden') return { prompt: null, ...rest };
  return { prompt: { tokens: standIn(prompt.count, vocabSize) }, ...rest };
}

/** The request that repeats `spec`, with as many stand-in ids where the conversation was not told. */
export function watchRequestOf({ prompt, program, fault, from }: LiveSpec, vocabSize: number): WatchRequest {
  return { tokens: prompt.show === 'shown' ? prompt.tokens : standIn(prompt.count, vocabSize), from, program, fault };
}

/** Ids that are spread over the vocabulary. */
function standIn(count: number, vocabSize: number): number[] {
  // A prime far from any power of two: neighbours are far apart.
  return Array.from({ length: count }, (_, i) => (i * 7919 + 13) % vocabSize);
}

/** What has to be done before `spec` can be run on `model`; null where it can be. */
export function missing({ model: wanted, weights, source }: RunSpec, model: LoadedModel | null): string | null {
  if (model && model.hash === wanted.hash && model.weights.choice === weights) return null;
  const held = weights === 'stored' ? 'as stored' : `as ${weights}`;
  if (model?.hash === wanted.hash)
    return `The same checkpoint is loaded, but its weights are not held ${held}: load it again so.`;
  const now = model ? `${model.name} (content ${model.hash.slice(0, 12)}) is loaded` : 'nothing is loaded';
  return `This run needs ${wanted.name} (content ${wanted.hash.slice(0, 12)}), weights ${held}, which came from ${sourceInWords(source)}; ${now}.`;
}

/** Where to look for the checkpoint; null where a person has to pick its folder. */
export function locationOf(source: Source, bundled: CheckpointLocation): CheckpointLocation | null {
  switch (source.kind) {
    case 'bundled':
      return bundled;
    case 'hub':
      return { kind: 'hub', id: source.id, revision: source.revision };
    case 'url':
      return { kind: 'url', base: source.base };
    case 'folder':
      return null;
  }
}

/** The other way round: what to tell of where the loaded checkpoint came from. */
export function sourceOf(location: CheckpointLocation, bundled: CheckpointLocation): Source {
  if (JSON.stringify(location) === JSON.stringify(bundled)) return { kind: 'bundled' };
  switch (location.kind) {
    case 'hub':
      return { kind: 'hub', id: location.id, revision: location.revision };
    case 'url':
      return { kind: 'url', base: location.base };
    case 'files':
      return { kind: 'folder', name: location.name };
  }
}
