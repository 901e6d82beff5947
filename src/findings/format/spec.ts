import * as v from 'valibot';
import { benchRequest } from './bench.ts';
import { contextIds, fault, hash, label, maxContext, maxPositions, text, whole } from './fields.ts';
import { kernelSeed, kernelText } from './own_kernel.ts';
import { recordedSource } from '../../vocabulary/checkpoint_sources.ts';
import { programSchema } from '../../vocabulary/program.ts';
import { cacheTypeSchema } from '../../vocabulary/cache_type.ts';
import { weightChoiceSchema } from '../../vocabulary/weight_choice.ts';

/** The prompt of a run, as much of it as was shared. */
export const promptSpec = v.variant('show', [
  v.strictObject({ show: v.literal('shown'), tokens: contextIds }),
  v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(maxContext), v.minValue(1)) }),
  v.strictObject({ show: v.literal('hidden') }),
]);
export type PromptSpec = v.InferOutput<typeof promptSpec>;

/** What every run needs. */
const checkpoint = {
  model: v.strictObject({ name: text(200), hash }),
  source: recordedSource,
  weights: weightChoiceSchema,
  cache: cacheTypeSchema,
};

/** Without a seed: a diagnosis samples no tokens, it compares the logits. */
const diagnosisSpec = v.strictObject({
  kind: v.literal('diagnosis'),
  ...checkpoint,
  program: programSchema,
  fault,
  prompt: promptSpec,
  bisect: v.boolean(),
});

const benchSpec = v.strictObject({ kind: v.literal('bench'), ...checkpoint, request: benchRequest });

const tokenSpec = v.strictObject({
  kind: v.literal('live'),
  ...checkpoint,
  program: programSchema,
  fault,
  /** The conversation up to and including the token. */
  prompt: v.variant('show', [
    v.strictObject({ show: v.literal('shown'), tokens: contextIds }),
    v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(maxPositions), v.minValue(1)) }),
  ]),
  from: whole(maxPositions),
});

const kernelSpec = v.strictObject({
  kind: v.literal('kernel'),
  ...checkpoint,
  /** The one that it stands in for; null where the text does not say. */
  kernel: v.nullable(label),
  seed: kernelSeed,
  /** Null where it is withheld, or too long for a link. */
  text: v.nullable(kernelText),
});

/** All it takes to run something again, without its result: small enough for a link. */
export const runSpec = v.variant('kind', [diagnosisSpec, benchSpec, tokenSpec, kernelSpec]);
export type RunSpec = v.InferOutput<typeof runSpec>;
export type DiagnosisSpec = v.InferOutput<typeof diagnosisSpec>;
export type BenchSpec = v.InferOutput<typeof benchSpec>;
export type TokenSpec = v.InferOutput<typeof tokenSpec>;
export type KernelSpec = v.InferOutput<typeof kernelSpec>;
