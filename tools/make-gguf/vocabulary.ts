/** Keys of a GGUF file's tokenizer. */
import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { byteAlphabet } from '../../src/tokenizer/byte_level.ts';
import { parseTokenizerJson } from '../../src/tokenizer/tokenizer_json.ts';
import type { GgufMetadata } from '../lib/gguf.ts';

/** `tokenizer.ggml.token_type`. */
const normal = 1;
const control = 3;
const userDefined = 4;
const unused = 5;

/** Tokens named `<t0>`, `<t1>` …, so that a text says which ids it is, and every token is a text by itself. */
export function tokensById(count: number): GgufMetadata {
  const tokens = Array.from({ length: count }, (_, id) => `<t${id}>`);
  return tokenizer(tokens, new Int32Array(count).fill(userDefined), []);
}

/** A token for every byte, the others unused: a text of so many letters is a prompt of so many tokens. */
export function byteTokens(count: number): GgufMetadata {
  const bytes = [...byteAlphabet.keys()];
  const tokens = Array.from({ length: count }, (_, id) => bytes[id] ?? `[PAD${id}]`);
  return tokenizer(
    tokens,
    Int32Array.from(tokens, (_, id) => (id < bytes.length ? normal : unused)),
    [],
  );
}

/** The checkpoint's own; no keys where it has none. */
export async function tokensOf({ text, config, generation }: Checkpoint): Promise<GgufMetadata> {
  const [json, tokenizerConfig] = await Promise.all([text('tokenizer.json'), text('tokenizer_config.json')]);
  if (json === null) return {};
  const { model, added_tokens: added } = parseTokenizerJson(json);
  const tokens = Array.from({ length: config.vocabSize }, (_, id) => `[PAD${id}]`);
  const types = new Int32Array(config.vocabSize).fill(unused);
  for (const [token, id] of Object.entries(model.vocab)) [tokens[id], types[id]] = [token, normal];
  for (const { id, content, special } of added) [tokens[id], types[id]] = [content, special ? control : userDefined];
  const merges = model.merges.map((merge) => (Array.isArray(merge) ? merge.join(' ') : String(merge)));
  const template = (JSON.parse(tokenizerConfig ?? '{}') as { chat_template?: unknown }).chat_template;
  return {
    ...tokenizer(tokens, types, merges),
    'tokenizer.ggml.eos_token_id': generation.eosTokenIds[0] ?? 0,
    ...(typeof template === 'string' && { 'tokenizer.chat_template': template }),
  };
}

function tokenizer(tokens: string[], types: Int32Array, merges: string[]): GgufMetadata {
  return {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': types,
    'tokenizer.ggml.merges': merges,
    'tokenizer.ggml.add_bos_token': false,
  };
}
