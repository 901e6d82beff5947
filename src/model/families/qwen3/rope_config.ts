import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { checked } from '../../checkpoint/json/checked.ts';
import { shown } from '../../checkpoint/json/show.ts';
import type { ModelConfig, Yarn } from '../model_config.ts';

const otherScaling = 'this kind of RoPE scaling is not supported, YaRN is: choose a checkpoint without it';
const asObject = 'RoPE scaling must be an object or null: choose a checkpoint without it';
const partial = 'only whole heads are rotated here: choose a checkpoint with full rotary embedding';

function number(remedy: string, least: number, most = Infinity) {
  return v.pipe(v.number(remedy), v.finite(remedy), v.minValue(least, remedy), v.maxValue(most, remedy));
}

const thetaRemedy = "it must be a positive number: take config.json from the model's publisher";
export const theta = v.pipe(number(thetaRemedy, 0), v.gtValue(0, thetaRemedy));
export const wholeRotary = v.nullish(v.literal(1, partial));
const type = v.nullish(v.string(otherScaling));

/** Keys that any kind may have. */
const common = { rope_type: type, type, rope_theta: v.nullish(theta), partial_rotary_factor: wholeRotary };
const typeSchema = v.looseObject(common, asObject);

const factor = 'it must be a number from 1 to 1024: take the recipe from the model card';
const positive = 'it must be a positive number: take the recipe from the model card';
const optional = () => v.nullish(v.pipe(number(positive, 0), v.gtValue(0, positive)), null);
const positions = 'it must be a whole number above 0: take the recipe from the model card';

/** No scaling, whatever the kind is called. */
const noneSchema = v.object({
  ...common,
  factor: v.nullish(v.literal(1, otherScaling)),
  // Without scaling there is nothing that it counts for.
  original_max_position_embeddings: v.nullish(v.number(otherScaling)),
});
const yarnSchema = v.object(
  {
    ...common,
    factor: number(factor, 1, 1024),
    original_max_position_embeddings: v.nullish(v.pipe(number(positions, 1, 2 ** 24), v.integer(positions))),
    attention_factor: optional(),
    attn_factor: optional(),
    mscale: v.nullish(number(positive, 0)),
    mscale_all_dim: v.nullish(number(positive, 0)),
    beta_fast: v.nullish(number(positive, 0)),
    beta_slow: v.nullish(number(positive, 0)),
    truncate: v.optional(v.nullable(v.boolean('it must be true or false')), true),
  },
  factor,
);

/** Of one of the two places that describe rotary angles. */
interface Described {
  theta: number | null;
  yarn: Yarn | null;
}

/** The fields of config.json that say by what angles keys and queries turn. */
interface RopeFields {
  rope_theta?: number | null | undefined;
  rope_scaling?: unknown;
  /** Where transformers 5 keeps all of it. */
  rope_parameters?: unknown;
  original_max_position_embeddings?: number | null | undefined;
  max_position_embeddings: number;
}

/**
 * Reads them as transformers does, and refuses what would not run exactly. YaRN reaches `factor` times its original positions.
 *
 * @throws Refusal ('bad-checkpoint') for the first field that does not fit.
 */
export function parseRope(fields: RopeFields, file: string): Pick<ModelConfig, 'ropeTheta' | 'maxPositions' | 'yarn'> {
  const scaling = describe('rope_scaling', fields, file);
  const parameters = describe('rope_parameters', fields, file);
  const ropeTheta = agreed(
    file,
    ['rope_theta', fields.rope_theta ?? null],
    ['rope_parameters.rope_theta', parameters.theta],
    ['rope_scaling.rope_theta', scaling.theta],
  );
  // Qwen's recipe adds rope_scaling to a config that may have rope_parameters without scaling. transformers takes the former.
  const yarn = scaling.yarn ?? parameters.yarn;
  if (!yarn) return { ropeTheta, maxPositions: fields.max_position_embeddings };
  if (
    parameters.yarn &&
    isGiven(fields.rope_scaling) &&
    JSON.stringify(parameters.yarn) !== JSON.stringify(scaling.yarn)
  ) {
    refuse('bad-checkpoint', `${file}: rope_scaling and rope_parameters differ; make them equal, or remove one`);
  }
  return { ropeTheta, maxPositions: Math.floor(yarn.factor * yarn.originalPositions), yarn };
}

function isGiven(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function describe(place: 'rope_scaling' | 'rope_parameters', fields: RopeFields, file: string): Described {
  const value = fields[place] ?? {};
  const given = checked(v.object({ [place]: typeSchema }), { [place]: value }, file)[place]!;
  const kind = given.rope_type ?? given.type ?? 'default';
  if (given.rope_type && given.type && given.rope_type !== given.type) {
    const both = `${place}.rope_type is ${shown(given.rope_type)} and ${place}.type ${shown(given.type)}`;
    refuse('bad-checkpoint', `${file}: ${both}; make them equal, or remove one`);
  }
  const isYarn = kind === 'yarn';
  // Factor 1 is no scaling, within the positions that the model has.
  const isNone = kind === 'default' || (['linear', 'dynamic'].includes(kind) && given['factor'] === 1);
  if (!isYarn && !isNone) {
    const field = given.rope_type ? 'rope_type' : 'type';
    refuse('bad-checkpoint', `${file}: ${place}.${field} is ${shown(kind)}; ${otherScaling}`);
  }
  const schema = isYarn ? yarnSchema : noneSchema;
  // A key that nobody reads would be a setting that is ignored.
  for (const [key, setting] of Object.entries(given)) {
    if (setting === null || Object.hasOwn(schema.entries, key)) continue;
    refuse('bad-checkpoint', `${file}: ${place}.${key} is ${shown(setting)}; ${otherScaling}`);
  }
  const { rope_theta: ropeTheta = null } = checked(v.object({ [place]: schema }), { [place]: value }, file)[place]!;
  return { theta: ropeTheta, yarn: isYarn ? yarnOf(place, value, fields, file) : null };
}

function yarnOf(place: string, value: unknown, fields: RopeFields, file: string): Yarn {
  const given = checked(v.object({ [place]: yarnSchema }), { [place]: value }, file)[place]!;
  const original =
    fields.original_max_position_embeddings ?? given.original_max_position_embeddings ?? fields.max_position_embeddings;
  return {
    factor: given.factor,
    originalPositions: original,
    betaFast: given.beta_fast || 32,
    betaSlow: given.beta_slow || 1,
    truncate: given.truncate ?? false,
    attentionFactor: attentionFactor(place, given, file),
  };
}

/** docs/decisions/051-yarn.md says what the keys mean. */
function attentionFactor(place: string, given: v.InferOutput<typeof yarnSchema>, file: string): number {
  const { factor, attention_factor: whole, attn_factor: further, mscale, mscale_all_dim: mscaleAllDim } = given;
  if (whole !== null && further !== null) {
    refuse('bad-checkpoint', `${file}: ${place} has attention_factor and attn_factor; remove one`);
  }
  const scale = (weight: number) => (factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1);
  const ofFactor = mscale && mscaleAllDim ? scale(mscale) / scale(mscaleAllDim) : scale(1);
  return whole ?? ofFactor * (further ?? 1);
}

/** The one value of several places; null where a place has none. */
function agreed(file: string, ...places: [string, number | null][]): number {
  const [first, ...others] = places.filter(([, value]) => value !== null);
  if (!first)
    return refuse('bad-checkpoint', `${file}: rope_theta is missing; take config.json from the model's publisher`);
  const other = others.find(([, value]) => value !== first[1]);
  if (other) {
    const both = `${first[0]} is ${shown(first[1])} and ${other[0]} ${shown(other[1])}`;
    refuse('bad-checkpoint', `${file}: ${both}; make them equal, or remove one`);
  }
  return first[1]!;
}
