/** A {@link Diagnosis} as it is read from a file: the same fields, checked, and without the prompt's ids. */
import { batchShapeSchema } from '../../vocabulary/batch_shape.ts';
import { stepNameSchema, programSchema } from '../../vocabulary/program.ts';
import * as v from 'valibot';
import type { Diagnosis } from '../../worker/api.ts';
import { adapter, config, counted } from './report_fields.ts';
import { fault, hash, label, layer, maxLayers, maxTokens, text, verdictStatus, whole, wrongSteps } from './fields.ts';
import { real } from './real.ts';
import { written } from '../../strings/message.ts';
import { en } from '../../strings/verdict/en.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const counts = v.pipe(v.array(counted), v.maxLength(128));
const evidence = v.strictObject({
  error: real,
  worstRow: whole(maxTokens),
  worstRowError: real,
  worstColumn: counted,
  worstColumnShare: real,
  absmax: real,
  referenceAbsmax: real,
  scale: real,
  scaledError: real,
  values: counted,
  nonFinite: counted,
  unwritten: counted,
  zeros: counted,
  sizes: v.strictObject({
    first: v.pipe(v.number(), v.integer(), v.minValue(-64), v.maxValue(64)),
    values: counts,
    reference: counts,
  }),
  worst: v.pipe(
    v.array(v.strictObject({ row: whole(maxTokens), column: counted, value: real, reference: real })),
    v.maxLength(6),
  ),
});

const steps = v.pipe(v.array(stepNameSchema), v.maxLength(9));
const deviation = { stage: label, evidence, floor: real, bad: v.boolean() };

export const replayed = v.strictObject({
  layer,
  steps: v.pipe(steps, v.minLength(1)),
  shape: batchShapeSchema,
  ...deviation,
});
const drifted = v.strictObject({ layer, ...deviation });

const choice = v.strictObject({ id: whole(0xffff_ffff), byReference: real, byOther: real });
const divergence = v.strictObject({
  tokens: whole(maxTokens),
  mean: real,
  p999: real,
  max: real,
  sameTop: share,
  firstDifferent: v.nullable(v.strictObject({ row: whole(maxTokens), reference: choice, other: choice })),
});

const ms = v.pipe(v.number(), v.finite(), v.minValue(0));

/** At most four: three ids and one more. */
const few = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.maxLength(4));
const topLogits = v.strictObject({ ids: few(whole(0xffff_ffff)), reference: few(real), other: few(real) });

const message = v.pipe(
  v.strictObject({
    key: v.picklist(Object.keys(en) as (keyof typeof en)[]),
    values: v.record(label, v.union([v.number(), text(2000)])),
  }),
  v.check(({ key, values }) => isWhole(key, values), 'must have a value for every placeholder'),
);

function isWhole(key: keyof typeof en, values: Record<string, string | number>): boolean {
  try {
    written(en[key], 'en', values);
    return true;
  } catch {
    return false;
  }
}

const place = v.nullable(text(80));
const verdict = v.strictObject({
  status: verdictStatus,
  step: wrongSteps,
  layer,
  stage: v.nullable(label),
  kind: v.nullable(
    v.picklist(['unwritten', 'not-finite', 'runs-away', 'zeros', 'scaled', 'one-channel', 'precision', 'wrong']),
  ),
  resembles: v.nullable(label),
  downstream: v.nullable(
    v.strictObject({
      off: counted,
      stages: counted,
      overflowsAt: place,
      largest: v.nullable(real),
      zerosFrom: place,
      sameTop: share,
      meanKl: real,
      maxKl: real,
    }),
  ),
  sentences: v.pipe(
    v.array(
      v.strictObject({
        about: v.picklist(['what', 'where', 'like', 'after', 'not', 'try', 'alone', 'reference']),
        text: text(2000),
        messages: v.optional(v.pipe(v.array(message), v.maxLength(12)), []),
      }),
    ),
    v.maxLength(12),
  ),
  text: text(12_000),
});

const bisection = v.strictObject({
  steps: v.nullable(steps),
  trail: v.pipe(
    v.array(
      v.strictObject({ steps, bad: v.boolean(), firstStage: place, firstToken: v.nullable(counted), maxKl: real }),
    ),
    v.maxLength(600),
  ),
});

export const trial = v.strictObject({
  step: v.nullable(stepNameSchema),
  kernel: label,
  inputs: text(400),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  error: real,
  bound: real,
  bad: v.boolean(),
});

const reference = v.strictObject({
  seed: whole(0xffff_ffff),
  tokens: whole(maxTokens),
  layers: v.pipe(v.array(whole(maxLayers - 1)), v.maxLength(2)),
  stages: v.pipe(
    v.array(
      v.strictObject({
        layer,
        stage: label,
        error: real,
        floor: real,
        values: counted,
        worst: v.nullable(v.strictObject({ row: whole(maxTokens), column: counted, value: real, expected: real })),
        bad: v.boolean(),
      }),
    ),
    v.maxLength(64),
  ),
  ms,
});

/** More than any diagnosis of that many layers has. */
export const maxStages = 40 * maxLayers;

export const diagnosis = v.strictObject({
  schema: v.literal(1),
  model: v.strictObject({ name: text(200), hash, config }),
  adapter,
  program: programSchema,
  fault,
  replay: v.pipe(v.array(replayed), v.maxLength(maxStages)),
  lockstep: v.pipe(v.array(drifted), v.maxLength(maxStages)),
  logits: divergence,
  logitsFloor: divergence,
  topLogits: v.pipe(v.array(topLogits), v.maxLength(maxTokens)),
  verdict,
  bisection: v.nullable(bisection),
  alone: v.pipe(v.array(trial), v.maxLength(128)),
  reference: v.nullable(reference),
  timings: v.nullable(v.strictObject({ reference: ms, alone: ms, replay: ms, lockstep: ms, verdict: ms, bisect: ms })),
}) satisfies v.GenericSchema<unknown, Omit<Diagnosis, 'tokens'>>;
