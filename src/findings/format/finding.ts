import * as v from 'valibot';
import { recordedSource } from '../../vocabulary/checkpoint_sources.ts';
import { cacheTypeSchema } from '../../vocabulary/cache_type.ts';
import { weightChoiceSchema } from '../../vocabulary/weight_choice.ts';
import { refuse } from '../../result.ts';
import type { Diagnosis } from '../../worker/api.ts';
import { bench, type RecordedBench } from './bench.ts';
import { diagnosis } from './diagnosis.ts';
import { contextIds, maxContext, maxPositions, text, whole } from './fields.ts';
import { ownKernel, type RecordedKernel } from './own_kernel.ts';
import { token } from './token.ts';
import { exactJson } from './real.ts';
import { issueText } from '../copy/schema_issue.ts';

/** How much of the prompt is shared. `text` is null where the run was given ids. */
const prompt = v.variant('show', [
  v.strictObject({ show: v.literal('shown'), tokens: contextIds, text: v.nullable(text(10_000)) }),
  v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(maxContext), v.minValue(1)) }),
  v.strictObject({ show: v.literal('hidden') }),
]);

export const findingVersion = 7;

/** What a finding of any kind says about how it was made. */
const common = {
  version: v.literal(findingVersion),
  made: v.strictObject({
    /** The version of this app. */
    app: text(40),
    browser: text(80),
    /** ISO 8601, in UTC. */
    date: v.pipe(v.string(), v.isoTimestamp()),
  }),
  source: recordedSource,
};
const diagnosisFinding = v.strictObject({
  ...common,
  kind: v.literal('diagnosis'),
  weights: weightChoiceSchema,
  cache: cacheTypeSchema,
  prompt,
  diagnosis,
});
const benchFinding = v.strictObject({ ...common, kind: v.literal('bench'), bench });
/** `live` is the stored name of a token's kind and field, after the lab's tab: links and pictures have it. */
const tokenFinding = v.strictObject({
  ...common,
  kind: v.literal('live'),
  weights: weightChoiceSchema,
  cache: cacheTypeSchema,
  /** The conversation up to and including the token; `text` is the question that it answers. */
  prompt: v.variant('show', [
    v.strictObject({ show: v.literal('shown'), tokens: contextIds, text: v.nullable(text(10_000)) }),
    v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(maxPositions), v.minValue(1)) }),
  ]),
  live: token,
});
const kernelFinding = v.strictObject({
  ...common,
  kind: v.literal('kernel'),
  weights: weightChoiceSchema,
  cache: cacheTypeSchema,
  kernel: ownKernel,
});
const finding = v.variant('kind', [diagnosisFinding, benchFinding, tokenFinding, kernelFinding]);

/** Without the prompt's ids, which the finding has where they are shared. */
export type RecordedDiagnosis = Omit<Diagnosis, 'tokens'>;
export type DiagnosisFinding = Omit<v.InferOutput<typeof diagnosisFinding>, 'diagnosis'> & {
  diagnosis: RecordedDiagnosis;
};
export type BenchFinding = Omit<v.InferOutput<typeof benchFinding>, 'bench'> & { bench: RecordedBench };
export type TokenFinding = v.InferOutput<typeof tokenFinding>;
export type KernelFinding = Omit<v.InferOutput<typeof kernelFinding>, 'kernel'> & { kernel: RecordedKernel };
/** What a shared picture carries: something as it was measured, with all it takes to run it again. */
export type Finding = DiagnosisFinding | BenchFinding | TokenFinding | KernelFinding;
export type FindingPrompt = DiagnosisFinding['prompt'];

export function writeFinding(one: Finding): string {
  return exactJson(one);
}

/**
 * Reads what {@link writeFinding} wrote. `where` begins the sentence that says what is wrong: `This picture`.
 *
 * @throws Refusal (`bad-request`) for text that is no finding, or a finding of a version that is unknown here.
 */
export function readFinding(json: string, where: string): Finding {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('bad-request', `${where} holds a finding that is not JSON: ask for the original file.`);
  }
  return checkFinding(value, where);
}

/** Like {@link readFinding}, from a value. */
export function checkFinding(value: unknown, where: string): Finding {
  const claimed = v.safeParse(v.looseObject({ version: v.number() }), value);
  if (claimed.success && ![1, 2, 3, 4, 5, 6, findingVersion].includes(claimed.output.version)) {
    refuse(
      'bad-request',
      `${where} holds a finding of version ${claimed.output.version}, and this page reads versions 1 to ${findingVersion}: open it in the Plumbline that made it, or a newer one.`,
    );
  }
  const read = v.safeParse(finding, upToDate(value), { abortEarly: true });
  if (read.success) return read.output;
  refuse(
    'bad-request',
    `${where} holds a finding that is damaged (${issueText(read.issues[0])}): ask for the original file.`,
  );
}

/**
 * Version 1 had diagnoses only, without a kind. Before version 3, diagnoses had neither single logits nor timings, and before version 4 they did
 * not examine the reference. Before version 5, sentences of verdicts were in English alone, and tokens had no odds. Before version 6, every cache was in f32.
 * Before version 7, there were no kernels of a person's own.
 */
function upToDate(value: unknown): unknown {
  const { version, kind, diagnosis, live, bench } = Object(value) as Record<string, unknown>;
  if (version === 6 && kind !== 'kernel') return { ...Object(value), version: findingVersion };
  if (version === 1 ? kind !== undefined : ![2, 3, 4, 5].includes(version as number)) return value;
  const next = { ...Object(value), version: findingVersion, kind: kind ?? 'diagnosis' };
  if (next.kind === 'bench') return { ...next, bench: inF32(bench) };
  next.cache = 'f32';
  if (next.kind === 'live') return { ...next, live: { odds: null, ...Object(live) } };
  if (next.kind !== 'diagnosis') return next;
  const { timings = null } = Object(diagnosis) as { timings?: object | null };
  const all = {
    topLogits: [],
    alone: [],
    reference: null,
    ...Object(diagnosis),
    timings: timings && { reference: 0, alone: 0, ...timings },
  };
  return { ...next, diagnosis: all };
}

/** A benchmark from when every cache was in f32. */
function inF32(bench: unknown): unknown {
  const { report, ...rest } = Object(bench) as { report?: { model?: object } };
  return { ...rest, report: { ...report, model: { ...report?.model, cache: { type: 'f32', error: null } } } };
}
