/** From the spec of a run to the engine's requests that repeat it. */
import type { CheckpointLocation, DiagnosisRequest, WatchRequest } from '../worker/api.ts';
import type { RecordedSource } from './format/fields.ts';
import type { DiagnosisSpec, TokenSpec } from './format/spec.ts';

/**
 * The request that repeats `spec`. Where its prompt was not shared, `typed` takes its place; where that is empty, a
 * placeholder of as many tokens as are known to have been.
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
  return { prompt: { tokens: placeholder(prompt.count, vocabSize) }, ...rest };
}

/** The request that repeats `spec`, with a placeholder of as many tokens where the conversation was not shared. */
export function watchRequestOf({ prompt, program, fault, from }: TokenSpec, vocabSize: number): WatchRequest {
  return {
    tokens: prompt.show === 'shown' ? prompt.tokens : placeholder(prompt.count, vocabSize),
    from,
    program,
    fault,
  };
}

/** Ids spread over the vocabulary. */
function placeholder(count: number, vocabSize: number): number[] {
  // The factor is a prime far from any power of two, so that neighbours are far apart.
  return Array.from({ length: count }, (_, i) => (i * 7919 + 13) % vocabSize);
}

/** Where to read the checkpoint from; null where a person has to choose its folder. */
export function locationOf(source: RecordedSource, bundled: CheckpointLocation): CheckpointLocation | null {
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

/** The reverse of {@link locationOf}: where a loaded checkpoint came from, as a finding records it. */
export function sourceOf(location: CheckpointLocation, bundled: CheckpointLocation): RecordedSource {
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
