/** Random findings and run specs, and other data for the tests of findings. */
import { batchShapes } from '../vocabulary/batch_shape.ts';
import { recordedSource } from '../vocabulary/checkpoint_sources.ts';
import type { RecordedSource } from '../vocabulary/checkpoint_sources.ts';
import { cacheTypes } from '../vocabulary/cache_type.ts';
import { weightChoices } from '../vocabulary/weight_choice.ts';
import { kernelSets, stepNames } from '../vocabulary/program.ts';
import * as fc from 'fast-check';
import { findingVersion, type DiagnosisFinding, type RecordedDiagnosis } from './format/finding.ts';
import type { DiagnosisSpec } from './format/spec.ts';

export const whole = (max: number) => fc.integer({ min: 0, max });
export const real = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, 5e-324, 1.9e28),
);
export const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: Math.floor(maxLength / 16) }),
    fc.constantFrom('', '<img src=x onerror=alert(1)>', '| a | `b` |', '=1+1', 'العربية', '\u0000\u202e"\\'),
  );
export const label = fc.stringMatching(/^[a-z0-9_]{1,20}$/);
const layer = fc.option(whole(255), { nil: null });
export const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const set = fc.constantFrom(...kernelSets);
export const program = fc.record({
  embed: set,
  qkv: set,
  rope: set,
  attention: set,
  attn_out: set,
  gate_up: set,
  down: set,
  logits: set,
  sample: set,
});
export const fault = fc.option(fc.record({ name: label, layer }), { nil: null });
export const weights = fc.constantFrom(...weightChoices);
export const cache = fc.constantFrom(...cacheTypes);
export const source: fc.Arbitrary<RecordedSource> = fc.oneof(
  ...recordedSource.options.map(({ entries: { kind, ...fields } }) => {
    const values = Object.fromEntries(Object.keys(fields).map((field) => [field, text(200)]));
    return fc.record({ kind: fc.constant(kind.literal), ...values }) as fc.Arbitrary<RecordedSource>;
  }),
);
const tokens = fc.array(whole(0xffff_ffff), { minLength: 1, maxLength: 64 });
const counted = fc.record({ show: fc.constant('counted' as const), count: fc.integer({ min: 1, max: 64 }) });
const hidden = fc.constant({ show: 'hidden' as const });

/** Any diagnosis that can be run again. */
export const anyDiagnosisSpec: fc.Arbitrary<DiagnosisSpec> = fc.record({
  kind: fc.constant('diagnosis' as const),
  model: fc.record({ name: text(200), hash }),
  source,
  weights,
  cache,
  program,
  fault,
  prompt: fc.oneof(fc.record({ show: fc.constant('shown' as const), tokens }), counted, hidden),
  bisect: fc.boolean(),
});

const positive = fc.double({ min: 5e-324, max: 1e300, noNaN: true });
const size = fc.integer({ min: 1, max: 10_000_000 });
const yarn = fc.record({
  factor: positive,
  originalPositions: size,
  betaFast: positive,
  betaSlow: positive,
  truncate: fc.boolean(),
  attentionFactor: positive,
});
const plainConfig = fc.record({
  vocabSize: size,
  hiddenSize: size,
  ffnSize: size,
  layers: fc.integer({ min: 1, max: 256 }),
  heads: size,
  kvHeads: size,
  headDim: size,
  maxPositions: size,
  ropeTheta: positive,
  rmsNormEps: positive,
  tied: fc.boolean(),
});
export const config = fc.oneof(
  plainConfig,
  fc.tuple(plainConfig, yarn).map(([plain, scaled]) => ({ ...plain, yarn: scaled })),
);
export const adapter = fc.record({
  vendor: text(200),
  architecture: text(200),
  device: text(200),
  description: text(200),
  isFallback: fc.boolean(),
  features: fc.array(text(100), { maxLength: 5 }),
  subgroupSizes: fc.option(fc.tuple(whole(4096), whole(4096)), { nil: null }),
  multipliesMatrices: fc.boolean(),
  maxBindingBytes: fc.maxSafeNat(),
});
const evidence = fc.record({
  error: real,
  worstRow: whole(63),
  worstRowError: real,
  worstColumn: fc.maxSafeNat(),
  worstColumnShare: real,
  absmax: real,
  referenceAbsmax: real,
  scale: real,
  scaledError: real,
  values: fc.maxSafeNat(),
  nonFinite: fc.maxSafeNat(),
  unwritten: fc.maxSafeNat(),
  zeros: fc.maxSafeNat(),
  sizes: fc.record({
    first: fc.integer({ min: -64, max: 64 }),
    values: fc.array(fc.maxSafeNat(), { maxLength: 5 }),
    reference: fc.array(fc.maxSafeNat(), { maxLength: 5 }),
  }),
  worst: fc.array(fc.record({ row: whole(63), column: fc.maxSafeNat(), value: real, reference: real }), {
    maxLength: 3,
  }),
});
const ms = fc.double({ min: 0, max: 1e9, noNaN: true }).map((one) => one + 0);
const four = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 });
const step = fc.constantFrom('embed' as const, 'qkv' as const, 'rope' as const, 'attention' as const, 'down' as const);
const deviation = { stage: label, evidence, floor: real, bad: fc.boolean() };
const choice = fc.record({ id: whole(0xffff_ffff), byReference: real, byOther: real });
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((one) => (Object.is(one, -0) ? 0 : one));
const divergence = fc.record({
  tokens: whole(64),
  mean: real,
  p999: real,
  max: real,
  sameTop: share,
  firstDifferent: fc.option(fc.record({ row: whole(63), reference: choice, other: choice }), { nil: null }),
});
const messages = fc.constantFrom<RecordedDiagnosis['verdict']['sentences'][number]['messages'][]>(
  [],
  [{ key: 'samplingPasses', values: {} }],
  [
    { key: 'effect', values: { off: 3, stages: 222 } },
    { key: 'reaches', values: { stage: 'L1.v', largest: '1.7e28' } },
  ],
);
const verdict = fc.record({
  status: fc.constantFrom('pass' as const, 'bad' as const),
  step: fc.option(label, { nil: null }),
  layer,
  stage: fc.option(label, { nil: null }),
  kind: fc.option(fc.constantFrom('unwritten' as const, 'wrong' as const), { nil: null }),
  resembles: fc.option(label, { nil: null }),
  downstream: fc.option(
    fc.record({
      off: whole(1000),
      stages: whole(1000),
      overflowsAt: fc.option(text(80), { nil: null }),
      largest: fc.option(real, { nil: null }),
      zerosFrom: fc.option(text(80), { nil: null }),
      sameTop: share,
      meanKl: real,
      maxKl: real,
    }),
    { nil: null },
  ),
  sentences: fc.array(
    fc.record({ about: fc.constantFrom('what' as const, 'try' as const), text: text(2000), messages }),
    {
      maxLength: 6,
    },
  ),
  text: text(2000),
});
const steps = fc.array(step, { minLength: 1, maxLength: 3 });
const bisection = fc.record({
  steps: fc.option(steps, { nil: null }),
  trail: fc.array(
    fc.record({
      steps,
      bad: fc.boolean(),
      firstStage: fc.option(text(80), { nil: null }),
      firstToken: fc.option(whole(64), { nil: null }),
      maxKl: real,
    }),
    { maxLength: 4 },
  ),
});

/** What every finding says of how it was made. */
export const common = {
  version: fc.constant(findingVersion),
  made: fc.record({
    app: text(40),
    browser: text(80),
    date: fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  }),
  source,
};

export const trial = fc.record({
  step: fc.option(fc.constantFrom(...stepNames), { nil: null }),
  kernel: label,
  inputs: text(200),
  seed: whole(0xffff_ffff),
  error: real,
  bound: real,
  bad: fc.boolean(),
});

/** A stage of a replay. */
export const replayed = fc.record({ layer, steps, shape: fc.constantFrom(...batchShapes), ...deviation });

const reference = fc.record({
  seed: whole(0xffff_ffff),
  tokens: whole(64),
  layers: fc.array(whole(255), { maxLength: 2 }),
  stages: fc.array(
    fc.record({
      layer,
      stage: label,
      error: real,
      floor: real,
      values: whole(1e6),
      worst: fc.option(fc.record({ row: whole(64), column: whole(1e6), value: real, expected: real }), { nil: null }),
      bad: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  ms,
});

/** Any diagnosis that a picture may carry, every number that is none included. */
export const anyDiagnosis: fc.Arbitrary<DiagnosisFinding> = fc.record({
  ...common,
  kind: fc.constant('diagnosis' as const),
  weights,
  cache,
  prompt: fc.oneof(
    fc.record({ show: fc.constant('shown' as const), tokens, text: fc.option(text(1000), { nil: null }) }),
    counted,
    hidden,
  ),
  diagnosis: fc.record({
    schema: fc.constant(1 as const),
    model: fc.record({ name: text(200), hash, config }),
    adapter,
    program,
    fault,
    replay: fc.array(replayed, { maxLength: 12 }),
    lockstep: fc.array(fc.record({ layer, ...deviation }), { maxLength: 12 }),
    logits: divergence,
    logitsFloor: divergence,
    topLogits: fc.array(fc.record({ ids: four(whole(0xffff_ffff)), reference: four(real), other: four(real) }), {
      maxLength: 5,
    }),
    verdict,
    bisection: fc.option(bisection, { nil: null }),
    alone: fc.array(trial, { maxLength: 4 }),
    reference: fc.option(reference, { nil: null }),
    timings: fc.option(fc.record({ reference: ms, alone: ms, replay: ms, lockstep: ms, verdict: ms, bisect: ms }), {
      nil: null,
    }),
  }),
});

/** A finding that is as plain as can be, for tests that change one thing. */
export const plainFinding: DiagnosisFinding = { ...fc.sample(anyDiagnosis, { seed: 7, numRuns: 1 })[0]!, cache: 'f32' };

/** The smallest PNG there is: one grey pixel. */
export const onePixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

/** Modules as a picture of black on white, `scale` pixels each. */
export function drawModules(modules: boolean[][], scale: number) {
  const width = modules.length * scale;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      if (modules[Math.floor(y / scale)]![Math.floor(x / scale)]) data.fill(0, at, at + 3);
    }
  }
  return { width, height: width, data };
}
