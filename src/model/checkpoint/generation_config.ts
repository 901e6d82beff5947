import * as v from 'valibot';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { checked } from './json/checked.ts';
import { parseObject } from './json/json.ts';

/** When to stop, and the publisher's sampling settings. */
export interface GenerationConfig {
  /** Tokens that end an answer, by either file; none when neither names any. */
  eosTokenIds: number[];
  /** Null where the publisher recommends nothing. */
  recommended: RecommendedSampling | null;
}

export type RecommendedSampling = Omit<SamplingSettings, 'seed'>;

const idRemedy = 'it must be a token id or a list of token ids';
/** Files that mean "none" write null or -1. */
const tokenId = v.nullable(
  v.pipe(v.number(idRemedy), v.integer(idRemedy), v.minValue(-1, idRemedy), v.maxValue(2 ** 31, idRemedy)),
);
const eosSchema = v.object({ eos_token_id: v.nullish(v.union([tokenId, v.array(tokenId)], idRemedy)) });

/** A recommendation, and no part of the model: what is no number within its bounds counts as not given, and refuses no weights. */
function recommendation(least: number, most: number) {
  return v.fallback(v.nullish(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), null), null);
}
const samplingSchema = v.object({
  do_sample: v.fallback(v.nullish(v.boolean(), null), null),
  temperature: recommendation(0, 100),
  top_k: recommendation(-1, 2 ** 31),
  top_p: recommendation(0, Infinity),
  min_p: recommendation(0, 1),
  repetition_penalty: recommendation(1e-3, 100),
});

interface TextFile {
  file: string;
  text: string;
}

/**
 * Reads generation_config.json, null when the checkpoint has none. The EOS ids are those of both files: fine-tunes often change
 * one of them.
 *
 * @throws Refusal ('bad-checkpoint') for the first id that is none.
 */
export function parseGenerationConfig(generation: TextFile | null, config: TextFile): GenerationConfig {
  const fields = generation ? parseObject(generation.text, generation.file) : {};
  const own = generation ? eosTokenIds(fields, generation.file) : [];
  const ofConfig = eosTokenIds(parseObject(config.text, config.file), config.file);
  return { eosTokenIds: [...new Set([...own, ...ofConfig])], recommended: recommended(fields) };
}

function eosTokenIds(fields: Record<string, unknown>, file: string): number[] {
  const ids = checked(eosSchema, fields, file).eos_token_id;
  return [ids].flat().flatMap((id) => (typeof id === 'number' && id >= 0 ? [id] : []));
}

/**
 * As transformers samples by these fields: without `do_sample` the likeliest token; nothing but the likeliest within a top-p of 0;
 * a top-k of 0 is off, and so is one of -1 in vLLM. What is not given is off, `do_sample` alone recommends nothing.
 */
function recommended(fields: Record<string, unknown>): RecommendedSampling | null {
  const { do_sample: samples, ...given } = v.parse(samplingSchema, fields);
  if (samples !== false && Object.values(given).every((value) => value === null)) return null;
  const greedy = samples === false || given.top_p === 0;
  return {
    temperature: greedy ? 0 : (given.temperature ?? 1),
    topK: Math.max(0, Math.trunc(given.top_k ?? 0)),
    topP: Math.min(given.top_p || 1, 1),
    minP: given.min_p ?? 0,
    repetitionPenalty: given.repetition_penalty ?? 1,
  };
}
