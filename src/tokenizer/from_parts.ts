import * as v from 'valibot';
import { checked } from '../model/checkpoint/json/checked.ts';
import { parseObject } from '../model/checkpoint/json/json.ts';
import { refuseOtherContent } from '../model/checkpoint/json/other_content.ts';
import type { TokenizerParts } from './files.ts';
import { checkTokenizerJson, type TokenizerJson } from './tokenizer_json.ts';

const configFile = 'tokenizer_config.json';
const addedFile = 'added_tokens.json';

const classRemedy =
  'only Qwen2Tokenizer is made of vocab.json and merges.txt here; write tokenizer.json with save_pretrained of its AutoTokenizer';
const addedRemedy = 'it must be an object from id to token';
const configSchema = v.object({
  tokenizer_class: v.nullish(v.picklist(['Qwen2Tokenizer', 'Qwen2TokenizerFast'], classRemedy)),
  added_tokens_decoder: v.nullish(v.record(v.string(), v.looseObject({}, addedRemedy), addedRemedy)),
  additional_special_tokens: v.nullish(v.array(v.union([v.string(), v.object({ content: v.string() })]))),
});

/** transformers' Qwen2Tokenizer: src/transformers/models/qwen2/tokenization_qwen2.py. */
const pattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/**
 * The tokenizer.json that transformers' Qwen2Tokenizer makes of vocab.json and merges.txt, with the added tokens of
 * tokenizer_config.json or, in older checkpoints, of added_tokens.json.
 *
 * @throws Refusal ('bad-checkpoint') for the first file and field that does not fit.
 */
export function tokenizerFromParts(parts: TokenizerParts, tokenizerConfig: string | null): TokenizerJson {
  refuseOtherContent(parts.merges, 'merges.txt');
  const config =
    tokenizerConfig === null ? {} : checked(configSchema, parseObject(tokenizerConfig, configFile), configFile);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
  const split = { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
  const json = {
    added_tokens: addedTokens(config, parts.addedTokens),
    normalizer: { type: 'NFC' },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [split, byteLevel] },
    decoder: byteLevel,
    model: { type: 'BPE', vocab: parseObject(parts.vocab, 'vocab.json'), merges: mergesOf(parts.merges) },
  };
  return checkTokenizerJson(json, {
    file: configFile,
    vocab: "vocab.json: the tokenizer's vocabulary",
    merges: "merges.txt: the tokenizer's merges",
  });
}

type Config = Partial<v.InferOutput<typeof configSchema>>;

function addedTokens(
  { added_tokens_decoder: decoder, additional_special_tokens: named }: Config,
  older: string | null,
) {
  if (decoder) return Object.entries(decoder).map(([id, token]) => ({ ...token, id: Number(id) }));
  if (older === null) return [];
  const special = new Set((named ?? []).map((token) => (typeof token === 'string' ? token : token.content)));
  const ids = Object.entries(parseObject(older, addedFile));
  return ids.map(([content, id]) => ({ id, content, special: /^<\|.*\|>$/.test(content) || special.has(content) }));
}

function mergesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line, i) => line !== '' && !(i === 0 && line.startsWith('#version:')));
}
