/** What one token left in every layer, as it is read from a file. */
import * as v from 'valibot';
import type { AttentionFigure, RowFigure, SamplingSettings, TokenFigures } from '../../worker/api.ts';
import { adapter, config, counted } from './report_fields.ts';
import { fault, hash, mostLayers, mostPositions, program, text, whole } from './fields.ts';
import { real } from './real.ts';
import { attentionFigures, rowFigures, stages, type Plot } from '../token/plots.ts';

const stage = v.picklist(stages);

const plot = v.variant('of', [
  v.strictObject({ of: v.literal('row'), figure: v.picklist(rowFigures), stage }),
  v.strictObject({ of: v.literal('attention'), figure: v.picklist(attentionFigures) }),
]) satisfies v.GenericSchema<unknown, Plot>;

const figures = v.pipe(v.array(real), v.maxLength(stages.length * mostLayers));
const ofRow = Object.fromEntries([...rowFigures, 'channel'].map((name) => [name, figures])) as Record<
  RowFigure,
  typeof figures
>;
const ofAttention = Object.fromEntries(attentionFigures.map((name) => [name, figures])) as Record<
  AttentionFigure,
  typeof figures
>;

const token = v.pipe(
  v.strictObject({
    position: whole(mostPositions),
    program,
    set: v.picklist(['reference', 'fused', 'mixed']),
    layers: v.pipe(whole(mostLayers), v.minValue(1)),
    rows: v.strictObject(ofRow),
    attention: v.strictObject(ofAttention),
    trouble: v.nullable(
      v.strictObject({
        layer: whole(mostLayers - 1),
        stage,
        kind: v.picklist(['not-finite', 'overflow', 'zeros']),
        count: counted,
        of: counted,
        absmax: real,
      }),
    ),
  }),
  v.check(
    ({ layers, rows, attention }) =>
      Object.values(rows).every(({ length }) => length === stages.length * layers) &&
      Object.values(attention).every(({ length }) => length === layers),
    'must have a figure for every layer',
  ),
);
/** {@link TokenFigures} with lists in place of typed arrays, which JSON has not. */
export type RecordedToken = v.InferOutput<typeof token>;

const sampling = v.strictObject({
  temperature: real,
  topK: real,
  topP: real,
  minP: real,
  repetitionPenalty: real,
  seed: real,
}) satisfies v.GenericSchema<unknown, SamplingSettings>;

export const live = v.pipe(
  v.strictObject({
    model: v.strictObject({ name: text(200), hash, config }),
    adapter,
    fault,
    /** How the tokens were drawn, which running them again does not repeat. */
    sampling,
    /** The first position that was watched. */
    from: whole(mostPositions),
    /** The chart that was on show. */
    plot,
    token,
    /** What lay over it: the latest of other kernels, wherever in the conversation. */
    others: v.pipe(v.array(token), v.maxLength(2)),
    /** Token 0, which all others attend to. */
    first: v.nullable(token),
  }),
  v.check(({ model, token, others, first }) => {
    const all = [token, ...others, ...(first ? [first] : [])];
    return all.every(({ layers }) => layers === model.config.layers);
  }, 'must have the layers of the model'),
);
export type RecordedLive = v.InferOutput<typeof live>;

const floats = (values: readonly number[]) => Float32Array.from(values);

/** To be shown as the lab shows it. */
export function figuresOf({ rows, attention, ...rest }: RecordedToken): TokenFigures {
  return { ...rest, rows: mapped(rows, floats), attention: mapped(attention, floats) };
}

/** To be written: nine digits give a float32 back as it was. */
export function recordedOf({ rows, attention, ...rest }: TokenFigures): RecordedToken {
  const digits = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(9)));
  return { ...rest, rows: mapped(rows, digits), attention: mapped(attention, digits) };
}

function mapped<K extends string, A, B>(of: Record<K, A>, to: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([name, value]) => [name, to(value)])) as Record<K, B>;
}
