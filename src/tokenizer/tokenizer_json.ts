import * as v from 'valibot';
import { checked } from '../model/checked.ts';
import { parseObject } from '../model/json.ts';
import { shown } from '../model/show.ts';
import { refuse } from '../result.ts';

const FILE = 'tokenizer.json';

/** Ids index arrays; the largest vocabularies published have fewer than 2^18. */
const MAX_ID = 2 ** 20 - 1;
const idRemedy = `it must be a whole number from 0 to ${MAX_ID}`;
const tokenId = v.pipe(v.number(idRemedy), v.integer(idRemedy), v.minValue(0, idRemedy), v.maxValue(MAX_ID, idRemedy));

const flag = v.optional(v.boolean('it must be true or false'));
const contentRemedy = 'it must be a text of at least one character';

const addedToken = v.object(
  {
    id: tokenId,
    content: v.pipe(v.string(contentRemedy), v.nonEmpty(contentRemedy)),
    lstrip: flag,
    rstrip: flag,
    normalized: flag,
    special: flag,
    single_word: v.optional(v.literal(false, 'whole-word tokens are not supported; Qwen3 has none')),
  },
  'it must be a token with id and content',
);

/** A step of the pipeline; which types and options there are is the library's business. */
const stepRemedy = 'it must be null or an object with a type';
const step = v.nullish(v.looseObject({ type: v.string('it must be a name') }, stepRemedy), null);

const byteLevelRemedy = "only byte-level BPE is supported, Qwen3's kind";

/**
 * Vocabulary and merges are checked by plain loops and passed on uncopied: they have 150,000 entries each. (A valibot
 * record would also leave out words such as `constructor`, which are tokens here.)
 */
const model = v.looseObject(
  {
    type: v.literal('BPE', byteLevelRemedy),
    vocab: v.custom<Record<string, unknown>>(isObject, 'it must be an object from token to id'),
    merges: v.custom<unknown[]>(Array.isArray, 'it must be a list of pairs'),
    unk_token: v.nullish(v.string('it must be a token or null')),
    byte_fallback: v.optional(v.literal(false, byteLevelRemedy)),
  },
  'it must be an object with type, vocab and merges',
);

const schema = v.object({
  added_tokens: v.optional(v.array(addedToken, 'it must be a list of tokens'), []),
  normalizer: step,
  pre_tokenizer: step,
  post_processor: step,
  decoder: v.looseObject({ type: v.literal('ByteLevel', byteLevelRemedy) }, byteLevelRemedy),
  model,
});

/** A tokenizer.json as far as we and the library rely on it. */
export type TokenizerJson = v.InferOutput<typeof schema> & { model: { vocab: Record<string, number> } };

/** @throws Refusal ('bad-checkpoint') for the first field that does not fit. */
export function parseTokenizerJson(text: string): TokenizerJson {
  const json = checked(schema, parseObject(text, FILE), FILE);
  const { vocab, merges, unk_token: unknown } = json.model;
  checkIds(vocab);
  checkMerges(merges, vocab);
  if (unknown && !Object.hasOwn(vocab, unknown)) {
    refuse('bad-checkpoint', `${FILE}: model.unk_token is ${shown(unknown)}; it must be null or in model.vocab`);
  }
  return json as TokenizerJson;
}

function checkIds(vocab: Record<string, unknown>): void {
  // Three times as fast as Object.entries at this size.
  for (const token in vocab) {
    const id = vocab[token];
    if (!v.is(tokenId, id)) {
      refuse('bad-checkpoint', `${FILE}: model.vocab gives ${shown(token)} the id ${shown(id)}; ${idRemedy}`);
    }
  }
}

/** A merge into a token that does not exist would drop text without a word. */
function checkMerges(merges: readonly unknown[], vocab: Record<string, unknown>): void {
  // Pairs, or in older files texts with a space; the library takes all to be as the first.
  const arePairs = Array.isArray(merges[0]);
  for (const [index, merge] of merges.entries()) {
    const pair: unknown = arePairs ? merge : String(merge).split(' ');
    const merged = Array.isArray(pair) && pair.length === 2 ? String(pair[0]) + String(pair[1]) : null;
    if (merged === null || !Object.hasOwn(vocab, merged)) {
      refuse(
        'bad-checkpoint',
        `${FILE}: model.merges[${index}] is ${shown(merge)}; it must be a pair that makes a token of model.vocab`,
      );
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
