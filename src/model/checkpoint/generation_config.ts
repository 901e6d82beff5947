import * as v from 'valibot';
import { checked } from './json/checked.ts';
import { parseObject } from './json/json.ts';

/** When to stop, and the publisher's sampling settings; null where the publisher gives none. */
export interface GenerationConfig {
  /** Tokens that end an answer; none when neither file names any. */
  eosTokenIds: number[];
  temperature: number | null;
  topK: number | null;
  topP: number | null;
}

const idRemedy = 'it must be a token id or a list of token ids';
const tokenId = v.pipe(v.number(idRemedy), v.integer(idRemedy), v.minValue(0, idRemedy), v.maxValue(2 ** 31, idRemedy));
const eosSchema = v.object({ eos_token_id: v.nullish(v.union([tokenId, v.array(tokenId)], idRemedy)) });

const temperatureRemedy = 'it must be a number from 0 to 100';
const topKRemedy = 'it must be a whole number, 0 for off';
const topPRemedy = 'it must be a number above 0, at most 1';
const samplingSchema = v.object({
  temperature: v.nullish(
    v.pipe(v.number(temperatureRemedy), v.minValue(0, temperatureRemedy), v.maxValue(100, temperatureRemedy)),
    null,
  ),
  top_k: v.nullish(v.pipe(v.number(topKRemedy), v.integer(topKRemedy), v.minValue(0, topKRemedy)), null),
  top_p: v.nullish(v.pipe(v.number(topPRemedy), v.gtValue(0, topPRemedy), v.maxValue(1, topPRemedy)), null),
});

interface TextFile {
  file: string;
  text: string;
}

/**
 * Reads generation_config.json, null when the checkpoint has none. Without EOS ids there, config.json's are used.
 *
 * @throws Refusal ('bad-checkpoint') for the first field that does not fit.
 */
export function parseGenerationConfig(generation: TextFile | null, config: TextFile): GenerationConfig {
  const fields = generation ? parseObject(generation.text, generation.file) : {};
  const sampling = checked(samplingSchema, fields, generation?.file ?? config.file);
  const own = generation && eosTokenIds(fields, generation.file);
  return {
    eosTokenIds: own ?? eosTokenIds(parseObject(config.text, config.file), config.file) ?? [],
    temperature: sampling.temperature,
    topK: sampling.top_k,
    topP: sampling.top_p,
  };
}

function eosTokenIds(fields: Record<string, unknown>, file: string): number[] | null {
  const ids = checked(eosSchema, fields, file).eos_token_id;
  if (ids === null || ids === undefined) return null;
  return [...new Set([ids].flat())];
}
