import { refuse } from '../../../result.ts';
import { named, shown } from '../json/show.ts';
import type { Metadata } from './metadata.ts';

/** `tokenizer.ggml.token_type` (llama.h, enum llama_token_type). */
const control = 3;
const userDefined = 4;
const unused = 5;

/** Pre-tokenizers that split as Qwen2's does (llama.cpp, llama-vocab.cpp). */
const preTokenizers: ReadonlySet<unknown> = new Set(['qwen2', 'deepseek-r1-qwen']);

/** The pattern in every tokenizer.json that Qwen publishes. */
const pattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/** The vocabulary of a GGUF file. */
export interface GgufTokens {
  tokens: readonly string[];
  types: readonly number[];
  merges: readonly string[];
}

/**
 * The tokenizer's tables; null where the file has none.
 *
 * @throws Refusal ('bad-checkpoint') for another kind than Qwen's byte-level BPE, and for tables that do not fit together.
 */
export function readTokens(metadata: Metadata, file: string): GgufTokens | null {
  const kind = metadata.get('tokenizer.ggml.model');
  if (kind === undefined || kind === 'no_vocab') return null;
  const choose = "choose a file with Qwen3's tokenizer";
  if (kind !== 'gpt2') refuse('bad-checkpoint', `${file}: tokenizer.ggml.model is ${shown(kind)}; ${choose}`);
  const split = metadata.get('tokenizer.ggml.pre');
  if (!preTokenizers.has(split)) {
    const seen = split === undefined ? 'missing' : shown(split);
    refuse('bad-checkpoint', `${file}: tokenizer.ggml.pre is ${seen}; ${choose}`);
  }
  const tokens = list(metadata, 'tokens', 'string', file) as string[];
  const types = list(metadata, 'token_type', 'number', file) as number[];
  const merges = list(metadata, 'merges', 'string', file) as string[];
  if (types.length !== tokens.length) {
    const message = `tokenizer.ggml.token_type has ${types.length} entries for ${tokens.length} tokens`;
    refuse('bad-checkpoint', `${file}: ${message}; convert the model again with llama.cpp`);
  }
  const seen = new Set<string>();
  for (const token of tokens) {
    if (seen.has(token)) {
      refuse('bad-checkpoint', `${file}: tokenizer.ggml.tokens has ${named(token)} twice; download the file again`);
    }
    seen.add(token);
  }
  return { tokens, types, merges };
}

/** The tokenizer.json that Qwen publishes, with these tables. */
export function tokenizerJson({ tokens, types, merges }: GgufTokens): object {
  const isAdded = (id: number) => types[id] === control || types[id] === userDefined;
  const added = tokens.flatMap((content, id) => {
    if (!isAdded(id)) return [];
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
    return [{ id, content, ...flags, special: types[id] === control }];
  });
  const vocab = tokens.flatMap((token, id) => (isAdded(id) || types[id] === unused ? [] : [[token, id] as const]));
  return {
    added_tokens: added,
    normalizer: { type: 'NFC' },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
      ],
    },
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
    model: {
      type: 'BPE',
      unk_token: null,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(vocab),
      merges,
    },
  };
}

/** What tokenizer_config.json says: the chat template, and the special tokens that it may name. */
export function tokenizerConfig(metadata: Metadata, tokens: readonly string[]): object {
  const token = (key: string) => tokens[Number(metadata.get(`tokenizer.ggml.${key}_token_id`))] ?? null;
  return {
    bos_token: token('bos'),
    eos_token: token('eos'),
    unk_token: token('unknown'),
    pad_token: token('padding'),
    chat_template: metadata.get('tokenizer.chat_template') ?? null,
  };
}

function list(metadata: Metadata, name: string, type: 'string' | 'number', file: string): unknown[] {
  const value = metadata.get(`tokenizer.ggml.${name}`);
  if (Array.isArray(value) && value.every((each) => typeof each === type)) return value;
  const seen = value === undefined ? 'missing' : `not a list of ${type}s`;
  return refuse('bad-checkpoint', `${file}: tokenizer.ggml.${name} is ${seen}; convert the model again with llama.cpp`);
}
