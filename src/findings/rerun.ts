/** From the spec of a run to the engine's requests that repeat it. */
import type { CheckpointLocation, RecordedSource } from '../vocabulary/checkpoint_sources.ts';
import { placeholderPrompt } from '../vocabulary/placeholder_prompt.ts';
import type { DiagnosisRequest, WatchRequest } from '../worker/api.ts';
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
  return { prompt: { tokens: placeholderPrompt(prompt.count, vocabSize) }, ...rest };
}

/** The request that repeats `spec`, with a placeholder of as many tokens where the conversation was not shared. */
export function watchRequestOf({ prompt, program, fault, from }: TokenSpec, vocabSize: number): WatchRequest {
  return {
    tokens: prompt.show === 'shown' ? prompt.tokens : placeholderPrompt(prompt.count, vocabSize),
    from,
    program,
    fault,
  };
}

/** Where to read the checkpoint from; null where a person has to choose its folder. */
export function locationOf(source: RecordedSource, bundled: CheckpointLocation): CheckpointLocation | null {
  if (source.kind === 'bundled') return bundled;
  return source.kind === 'folder' ? null : source;
}

/** The reverse of {@link locationOf}: where a loaded checkpoint came from, as a finding records it. */
export function sourceOf(location: CheckpointLocation, bundled: CheckpointLocation): RecordedSource {
  if (JSON.stringify(location) === JSON.stringify(bundled)) return { kind: 'bundled' };
  return location.kind === 'files' ? { kind: 'folder', name: location.name } : location;
}
