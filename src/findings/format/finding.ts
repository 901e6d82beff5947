import * as v from 'valibot';
import { refuse } from '../../result.ts';
import type { Diagnosis } from '../../worker/api.ts';
import { bench, type RecordedBench } from './bench.ts';
import { diagnosis } from './diagnosis.ts';
import { contextIds, mostPositions, mostTokens, source, text, tokenIds, weights, whole } from './fields.ts';
import { live } from './token.ts';
import { exactJson } from './real.ts';
import { issueText } from '../copy/schema_issue.ts';

/** What is told of the prompt. `text` is null where the run was given ids. */
const prompt = v.variant('show', [
  v.strictObject({ show: v.literal('shown'), tokens: tokenIds, text: v.nullable(text(10_000)) }),
  v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(mostTokens), v.minValue(1)) }),
  v.strictObject({ show: v.literal('hidden') }),
]);

export const findingVersion = 3;

/** What any finding says of how it was made. */
const common = {
  version: v.literal(findingVersion),
  made: v.strictObject({
    /** The version of this app. */
    app: text(40),
    browser: text(80),
    /** ISO 8601, in UTC. */
    date: v.pipe(v.string(), v.isoTimestamp()),
  }),
  source,
};
const diagnosisFinding = v.strictObject({ ...common, kind: v.literal('diagnosis'), weights, prompt, diagnosis });
const benchFinding = v.strictObject({ ...common, kind: v.literal('bench'), bench });
const liveFinding = v.strictObject({
  ...common,
  kind: v.literal('live'),
  weights,
  /** The conversation up to the token that is looked at; `text` is the question that it answers. */
  prompt: v.variant('show', [
    v.strictObject({ show: v.literal('shown'), tokens: contextIds, text: v.nullable(text(10_000)) }),
    v.strictObject({ show: v.literal('counted'), count: v.pipe(whole(mostPositions), v.minValue(1)) }),
  ]),
  live,
});
const finding = v.variant('kind', [diagnosisFinding, benchFinding, liveFinding]);

/** Without the prompt's ids, which are the finding's to tell or not. */
export type RecordedDiagnosis = Omit<Diagnosis, 'tokens'>;
export type DiagnosisFinding = Omit<v.InferOutput<typeof diagnosisFinding>, 'diagnosis'> & {
  diagnosis: RecordedDiagnosis;
};
export type BenchFinding = Omit<v.InferOutput<typeof benchFinding>, 'bench'> & { bench: RecordedBench };
export type LiveFinding = v.InferOutput<typeof liveFinding>;
/** Something as it was measured, with what it takes to run it again: what a shared picture carries. */
export type Finding = DiagnosisFinding | BenchFinding | LiveFinding;
export type FindingPrompt = DiagnosisFinding['prompt'];

export function writeFinding(one: Finding): string {
  return exactJson(one);
}

/**
 * Reads what {@link writeFinding} wrote. `where` begins the sentence that says what is wrong: `This picture`.
 *
 * @throws Refusal (`bad-request`) for text that is no finding, or one of a version unknown here.
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

/** As {@link readFinding}, of a value. */
export function checkFinding(value: unknown, where: string): Finding {
  const claimed = v.safeParse(v.looseObject({ version: v.number() }), value);
  if (claimed.success && ![1, 2, findingVersion].includes(claimed.output.version)) {
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

/** Version 1 knew diagnoses only, and did not say so; until version 3 they had neither single logits nor timings. */
function upToDate(value: unknown): unknown {
  const { version, kind, diagnosis } = Object(value) as Record<string, unknown>;
  if (version === 1 ? kind !== undefined : version !== 2) return value;
  const next = { ...Object(value), version: findingVersion, kind: kind ?? 'diagnosis' };
  if (next.kind !== 'diagnosis') return next;
  return { ...next, diagnosis: { topLogits: [], timings: null, ...Object(diagnosis) } };
}
