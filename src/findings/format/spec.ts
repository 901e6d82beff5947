import * as v from 'valibot';
import { benchRequest } from './bench.ts';
import {
  contextIds,
  fault,
  hash,
  mostPositions,
  mostTokens,
  program,
  source,
  text,
  tokenIds,
  weights,
  whole,
} from './fields.ts';

/** The prompt of a run, as much of it as whoever shared it chose to tell. */
export const promptSpec = v.variant('show', [
  v.strictObject({ show: v.literal('shown'), tokens: tokenIds }),
  v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(mostTokens), v.minValue(1)) }),
  v.strictObject({ show: v.literal('hidden') }),
]);
export type PromptSpec = v.InferOutput<typeof promptSpec>;

/** What every run needs. */
const checkpoint = { model: v.strictObject({ name: text(200), hash }), source, weights };

/** There is no seed: a diagnosis draws no tokens, it compares the logits that they would be drawn from. */
const diagnosisSpec = v.strictObject({
  kind: v.literal('diagnosis'),
  ...checkpoint,
  program,
  fault,
  prompt: promptSpec,
  bisect: v.boolean(),
});

const benchSpec = v.strictObject({ kind: v.literal('bench'), ...checkpoint, request: benchRequest });

const liveSpec = v.strictObject({
  kind: v.literal('live'),
  ...checkpoint,
  program,
  fault,
  /** The conversation up to the token that is looked at. */
  prompt: v.variant('show', [
    v.strictObject({ show: v.literal('shown'), tokens: contextIds }),
    v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(mostPositions), v.minValue(1)) }),
  ]),
  from: whole(mostPositions),
});

/** All that it takes to run something again, and nothing of what came of it: small enough for a link. */
export const runSpec = v.variant('kind', [diagnosisSpec, benchSpec, liveSpec]);
export type RunSpec = v.InferOutput<typeof runSpec>;
export type DiagnosisSpec = v.InferOutput<typeof diagnosisSpec>;
export type BenchSpec = v.InferOutput<typeof benchSpec>;
export type LiveSpec = v.InferOutput<typeof liveSpec>;
