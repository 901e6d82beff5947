/** The figures of one token in every layer, as they are read from a file. */
import * as v from 'valibot';
import type { SamplingSettings, TokenFigures, TokenLens } from '../../worker/api.ts';
import { adapter, config, counted } from './report_fields.ts';
import { fault, hash, maxLayers, maxPositions, text, whole } from './fields.ts';
import { real } from './real.ts';
import type { Plot } from '../token/plots.ts';
import { programNameSchema, programSchema } from '../../vocabulary/program.ts';
import {
  attentionFigureSchema,
  attentionFigures,
  rowFigureSchema,
  rowFigures,
  troubleKindSchema,
  watchedStageSchema,
  watchedStages,
  type AttentionFigure,
  type RowFigure,
} from '../../vocabulary/token_statistics.ts';

const plot = v.variant('of', [
  v.strictObject({ of: v.literal('row'), figure: rowFigureSchema, stage: watchedStageSchema }),
  v.strictObject({ of: v.literal('attention'), figure: attentionFigureSchema }),
]) satisfies v.GenericSchema<unknown, Plot>;

const figures = v.pipe(v.array(real), v.maxLength(watchedStages.length * maxLayers));
const ofRow = Object.fromEntries([...rowFigures, 'channel'].map((name) => [name, figures])) as Record<
  RowFigure | 'channel',
  typeof figures
>;
const ofAttention = Object.fromEntries(attentionFigures.map((name) => [name, figures])) as Record<
  AttentionFigure,
  typeof figures
>;

/** What a token is called is shown and never run. */
const lens = v.strictObject({
  layers: v.pipe(
    v.array(
      v.strictObject({
        likeliest: v.pipe(
          v.array(v.strictObject({ id: whole(0xffff_ffff), name: text(400), share: real })),
          v.maxLength(10),
        ),
        entropy: real,
      }),
    ),
    v.maxLength(maxLayers),
  ),
  gpuMs: v.nullable(real),
}) satisfies v.GenericSchema<unknown, TokenLens>;

const recorded = v.pipe(
  v.strictObject({
    position: whole(maxPositions),
    program: programSchema,
    set: programNameSchema,
    layers: v.pipe(whole(maxLayers), v.minValue(1)),
    rows: v.strictObject(ofRow),
    attention: v.strictObject(ofAttention),
    trouble: v.nullable(
      v.strictObject({
        layer: whole(maxLayers - 1),
        stage: watchedStageSchema,
        kind: troubleKindSchema,
        count: counted,
        of: counted,
        absmax: real,
      }),
    ),
    /** Missing in findings of older versions. */
    lens: v.optional(v.nullable(lens), null),
  }),
  v.check(
    ({ layers, rows, attention, lens }) =>
      (lens === null || lens.layers.length === layers) &&
      Object.values(rows).every(({ length }) => length === watchedStages.length * layers) &&
      Object.values(attention).every(({ length }) => length === layers),
    'must have a figure for every layer',
  ),
);
/** {@link TokenFigures} with lists in place of typed arrays, which JSON does not have. */
type RecordedFigures = v.InferOutput<typeof recorded>;

const sampling = v.strictObject({
  temperature: real,
  topK: real,
  topP: real,
  minP: real,
  repetitionPenalty: real,
  seed: real,
}) satisfies v.GenericSchema<unknown, SamplingSettings>;

export const token = v.pipe(
  v.strictObject({
    model: v.strictObject({ name: text(200), hash, config }),
    adapter,
    fault,
    /** How the tokens were sampled. A run again does not sample: it has the ids. */
    sampling,
    /** The first position whose figures were taken. */
    from: whole(maxPositions),
    /** The chart that was on show. */
    plot,
    token: recorded,
    /** Shown with it: the latest tokens of other kernels, wherever in the conversation. */
    others: v.pipe(v.array(recorded), v.maxLength(2)),
    /** Token 0, to which all others attend. */
    first: v.nullable(recorded),
  }),
  v.check(({ model, token, others, first }) => {
    const all = [token, ...others, ...(first ? [first] : [])];
    return all.every(({ layers }) => layers === model.config.layers);
  }, 'must have the layers of the model'),
);
export type RecordedToken = v.InferOutput<typeof token>;

const floats = (values: readonly number[]) => Float32Array.from(values);

/** As the lab shows them. */
export function figuresOf({ rows, attention, ...rest }: RecordedFigures): TokenFigures {
  return { ...rest, rows: mapped(rows, floats), attention: mapped(attention, floats) };
}

/** As they are stored. Nine digits restore a float32 exactly. */
export function recordedOf({ rows, attention, ...rest }: TokenFigures): RecordedFigures {
  const digits = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(9)));
  return { ...rest, rows: mapped(rows, digits), attention: mapped(attention, digits) };
}

function mapped<K extends string, A, B>(of: Record<K, A>, to: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([name, value]) => [name, to(value)])) as Record<K, B>;
}
