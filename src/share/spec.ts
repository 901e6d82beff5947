import * as v from 'valibot';
import { fault, hash, mostTokens, program, source, text, tokenIds, weights, whole } from './fields.ts';

/** The prompt of a run, as much of it as whoever shared it chose to tell. */
export const promptSpec = v.variant('show', [
  v.strictObject({ show: v.literal('shown'), tokens: tokenIds }),
  v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(mostTokens), v.minValue(1)) }),
  v.strictObject({ show: v.literal('hidden') }),
]);

/**
 * All that it takes to run a diagnosis again, and nothing of what came of it: small enough for a link. There is no seed,
 * since a diagnosis draws no tokens: it compares the logits that they would be drawn from.
 */
export const runSpec = v.strictObject({
  model: v.strictObject({ name: text(200), hash }),
  source,
  weights,
  program,
  fault,
  prompt: promptSpec,
  bisect: v.boolean(),
});
export type RunSpec = v.InferOutput<typeof runSpec>;
export type PromptSpec = RunSpec['prompt'];
