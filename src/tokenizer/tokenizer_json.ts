import * as v from 'valibot';
import { checked } from '../model/checkpoint/json/checked.ts';
import { parseObject } from '../model/checkpoint/json/json.ts';
import { shown } from '../model/checkpoint/json/show.ts';
import { refuse } from '../result.ts';
import { byteAlphabet } from './byte_level.ts';

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
  'a token has an id and a content',
);

/**
 * The pipeline of Qwen's tokenizers; only the pattern may differ. No other kind reaches the library, which trusts the
 * options of the other kinds and loops without end on some.
 */
const kindRemedy = "only byte-level BPE as Qwen3's is supported";
const normalizer = v.nullish(v.object({ type: v.literal('NFC', kindRemedy) }, kindRemedy), null);
const splitStep = v.object(
  {
    type: v.literal('Split', kindRemedy),
    pattern: v.object(
      { Regex: v.pipe(v.string('it must be a regular expression'), v.maxLength(10_000, 'take the published pattern')) },
      kindRemedy,
    ),
    behavior: v.literal('Isolated', kindRemedy),
    invert: v.literal(false, kindRemedy),
  },
  kindRemedy,
);
const byteLevelStep = v.object(
  {
    type: v.literal('ByteLevel', kindRemedy),
    add_prefix_space: v.literal(false, kindRemedy),
    use_regex: v.literal(false, kindRemedy),
  },
  kindRemedy,
);
const preTokenizer = v.object(
  {
    type: v.literal('Sequence', kindRemedy),
    pretokenizers: v.strictTuple([splitStep, byteLevelStep], kindRemedy),
  },
  kindRemedy,
);

function unused<T>(instead: T) {
  return v.pipe(
    v.optional(v.unknown()),
    v.transform(() => instead),
  );
}

/**
 * Vocabulary and merges have 150,000 entries each, so plain loops check them and nothing copies them. (A valibot record
 * would also drop words such as `constructor`, which are tokens here.)
 */
const model = v.object(
  {
    type: v.literal('BPE', kindRemedy),
    vocab: v.custom<Record<string, unknown>>(isObject, 'it must be an object from token to id'),
    merges: v.custom<unknown[]>(Array.isArray, 'it must be a list of pairs'),
    // Every byte has a token of its own, so neither is ever needed, whatever the file says.
    unk_token: unused(null),
    byte_fallback: unused(false),
    ignore_merges: flag,
  },
  'it must be an object with type, vocab and merges',
);

const schema = v.object(
  {
    added_tokens: v.optional(v.array(addedToken, 'it must be a list of tokens'), []),
    normalizer,
    pre_tokenizer: preTokenizer,
    decoder: v.object({ type: v.literal('ByteLevel', kindRemedy) }, kindRemedy),
    model,
  },
  'take the published file',
);

/** The parts of a tokenizer.json that this engine and the library rely on. */
export type TokenizerJson = v.InferOutput<typeof schema> & { model: { vocab: Record<string, number> } };

/** How messages name what they are about. */
export interface TokenizerOrigin {
  /** The file of all but vocabulary and merges. */
  file: string;
  /** File and field. */
  vocab: string;
  merges: string;
}

const fromJson: TokenizerOrigin = { file: FILE, vocab: `${FILE}: model.vocab`, merges: `${FILE}: model.merges` };

/** @throws Refusal ('bad-checkpoint') for the first field that does not fit. */
export function parseTokenizerJson(text: string): TokenizerJson {
  return checkTokenizerJson(parseObject(text, FILE), fromJson);
}

/** @throws Refusal ('bad-checkpoint') for the first field that does not fit. */
export function checkTokenizerJson(value: unknown, origin: TokenizerOrigin): TokenizerJson {
  const json = checked(schema, value, origin.file);
  checkIds(json.model.vocab, origin);
  checkBytes(json.model.vocab, origin);
  checkMerges(json.model.merges, json.model.vocab, origin);
  return json as TokenizerJson;
}

function checkIds(vocab: Record<string, unknown>, { vocab: place }: TokenizerOrigin): void {
  // Three times as fast as Object.entries at this size.
  for (const token in vocab) {
    const id = vocab[token];
    if (!v.is(tokenId, id)) {
      refuse('bad-checkpoint', `${place} gives ${shown(token)} the id ${shown(id)}; ${idRemedy}`);
    }
  }
}

/** Text with a byte that has no token would be silently dropped. */
function checkBytes(vocab: Record<string, unknown>, { vocab: place }: TokenizerOrigin): void {
  for (const [character, byte] of byteAlphabet) {
    if (!Object.hasOwn(vocab, character)) {
      refuse('bad-checkpoint', `${place} lacks ${shown(character)}, the byte ${byte}; it must have all 256`);
    }
  }
}

/** Text that is merged into a token that does not exist would be dropped, too. */
function checkMerges(
  merges: readonly unknown[],
  vocab: Record<string, unknown>,
  { merges: place }: TokenizerOrigin,
): void {
  // Merges are pairs or, in older files, texts with a space. The library assumes that all are like the first.
  const arePairs = Array.isArray(merges[0]);
  for (const [index, merge] of merges.entries()) {
    const pair: unknown = arePairs ? merge : String(merge).split(' ');
    const merged = Array.isArray(pair) && pair.length === 2 ? String(pair[0]) + String(pair[1]) : null;
    if (merged === null || !Object.hasOwn(vocab, merged)) {
      refuse(
        'bad-checkpoint',
        `${place}[${index}] is ${shown(merge)}; it must be a pair that makes a token of the vocabulary`,
      );
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
