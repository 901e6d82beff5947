/** A benchmark as it is read from a file: what was requested and what was measured, row for row. */
import { cacheTypeSchema } from '../../vocabulary/cache_type.ts';
import { weightChoiceSchema } from '../../vocabulary/weight_choice.ts';
import { programSchema, programNameSchema, stepNameSchema } from '../../vocabulary/program.ts';
import * as v from 'valibot';
import type { BenchReport, BenchRequest } from '../../worker/api.ts';
import { adapter, config, counted } from './report_fields.ts';
import { hash, text, whole } from './fields.ts';
import { real } from './real.ts';

/** Of a context or a run. */
const tokens = v.pipe(whole(1_000_000), v.minValue(1));
const lengths = v.pipe(v.array(tokens), v.minLength(1), v.maxLength(16));

export const benchRequest = v.strictObject({
  programs: v.pipe(v.array(programSchema), v.minLength(1), v.maxLength(8)),
  contexts: lengths,
  prefills: lengths,
  tokens,
}) satisfies v.GenericSchema<unknown, BenchRequest>;

const loadedWeights = v.strictObject({
  choice: weightChoiceSchema,
  bytes: counted,
  error: v.nullable(v.strictObject({ overall: real, worst: v.strictObject({ tensor: text(200), error: real }) })),
});

const loadedCache = v.strictObject({
  type: cacheTypeSchema,
  error: v.nullable(v.strictObject({ tokens: counted, keys: real, values: real, logits: real })),
});

const report = v.strictObject({
  schema: v.literal(1),
  model: v.strictObject({
    name: text(200),
    hash,
    config,
    parameters: counted,
    dtypes: v.pipe(v.array(text(40)), v.maxLength(20)),
    weights: loadedWeights,
    cache: loadedCache,
  }),
  adapter,
  loadMs: real,
  copyBytesPerSecond: real,
  decode: v.pipe(
    v.array(
      v.strictObject({
        program: programNameSchema,
        context: tokens,
        tokensPerSecond: real,
        p10: real,
        msPerToken: real,
        watchedShare: real,
        gpuMsPerToken: v.nullable(real),
        dispatches: counted,
        bytes: counted,
        bandwidthShare: real,
        timeToFirstTokenMs: v.nullable(real),
      }),
    ),
    v.maxLength(128),
  ),
  prefill: v.pipe(
    v.array(v.strictObject({ program: programNameSchema, tokens, ms: real, tokensPerSecond: real })),
    v.maxLength(128),
  ),
  steps: v.pipe(
    v.array(v.strictObject({ program: programNameSchema, step: stepNameSchema, us: real })),
    v.maxLength(8 * 9),
  ),
}) satisfies v.GenericSchema<unknown, BenchReport>;

/** Rows are in the order of measuring, by program and then by length, so that a row's index says what was measured. */
export const bench = v.pipe(
  v.strictObject({ request: benchRequest, report }),
  v.check(({ request: { programs, contexts, prefills }, report: { decode, prefill } }) => {
    const of = (lengths: number[]) => programs.flatMap(() => lengths).join();
    return (
      decode.map(({ context }) => context).join() === of(contexts) &&
      prefill.map(({ tokens }) => tokens).join() === of(prefills)
    );
  }, 'must have the rows that were asked for'),
);

/** What was requested of a benchmark, and its report. */
export interface RecordedBench {
  request: BenchRequest;
  report: BenchReport;
}
