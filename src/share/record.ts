import type { Diagnosis, WeightChoice } from '../worker/api.ts';
import type { Source } from './fields.ts';
import type { Finding, FindingPrompt } from './finding.ts';
import type { PromptSpec, RunSpec } from './spec.ts';

/** How much of the prompt goes along. */
export type PromptPolicy = FindingPrompt['show'];

/** What a diagnosis does not say about itself. */
export interface Circumstances {
  app: string;
  browser: string;
  date: Date;
  source: Source;
  weights: WeightChoice;
  /** Null where the run was given ids, or none. */
  promptText: string | null;
}

/**
 * The finding to share. Without the prompt go the ids, and also which next token the model chose where the programs first
 * part, from which one could guess the text.
 */
export function recordFinding(made: Diagnosis, about: Circumstances, policy: PromptPolicy): Finding {
  const { tokens, ...rest } = made;
  const { app, browser, date, source, weights, promptText } = about;
  const shown = policy === 'shown';
  const prompt: FindingPrompt = shown
    ? { show: 'shown', tokens, text: promptText?.slice(0, 10_000) ?? null }
    : policy === 'counted'
      ? { show: 'counted', count: tokens.length }
      : { show: 'hidden' };
  return {
    version: 1,
    made: { app, browser: browser.slice(0, 80), date: date.toISOString() },
    source: withoutSecrets(source),
    weights,
    prompt,
    diagnosis: shown
      ? rest
      : {
          ...rest,
          logits: { ...rest.logits, firstDifferent: null },
          logitsFloor: { ...rest.logitsFloor, firstDifferent: null },
        },
  };
}

/** What it takes to run a finding again. */
export function specOf({ diagnosis, source, weights, prompt }: Finding): RunSpec {
  const { model, program, fault, bisection } = diagnosis;
  const told: PromptSpec = prompt.show === 'shown' ? { show: 'shown', tokens: prompt.tokens } : prompt;
  return {
    model: { name: model.name, hash: model.hash },
    source,
    weights,
    program,
    fault,
    prompt: told,
    bisect: bisection !== null,
  };
}

/** An address may carry a password or a signed query, which are nobody else's. */
function withoutSecrets(source: Source): Source {
  if (source.kind !== 'url' || !URL.canParse(source.base)) return source;
  const { origin, pathname } = new URL(source.base);
  return { kind: 'url', base: origin + pathname };
}
