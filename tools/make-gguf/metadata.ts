import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { parseTokenizerJson } from '../../src/tokenizer/tokenizer_json.ts';
import type { GgufMetadata } from '../lib/gguf.ts';

/** `tokenizer.ggml.token_type`. */
const normal = 1;
const control = 3;
const userDefined = 4;
const unused = 5;

/** What a GGUF file states of a checkpoint, as llama.cpp's converter writes it; with `byIds`, a vocabulary of {@link tokensById}. */
export async function ggufMetadata(checkpoint: Checkpoint, byIds: boolean): Promise<GgufMetadata> {
  const { config, generation, family, name } = checkpoint;
  const key = (field: string) => `${family.gguf.name}.${field}`;
  const sampling = {
    'general.sampling.temp': generation.recommended?.temperature ?? null,
    'general.sampling.top_k': generation.recommended?.topK ?? null,
    'general.sampling.top_p': generation.recommended?.topP ?? null,
  };
  return {
    'general.architecture': family.gguf.name,
    'general.name': name,
    [key('block_count')]: config.layers,
    [key('context_length')]: config.maxPositions,
    [key('embedding_length')]: config.hiddenSize,
    [key('feed_forward_length')]: config.ffnSize,
    [key('attention.head_count')]: config.heads,
    [key('attention.head_count_kv')]: config.kvHeads,
    [key('attention.key_length')]: config.headDim,
    [key('attention.value_length')]: config.headDim,
    [key('attention.layer_norm_rms_epsilon')]: Float32Array.of(config.rmsNormEps),
    [key('rope.freq_base')]: Float32Array.of(config.ropeTheta),
    ...Object.fromEntries(
      Object.entries(sampling).flatMap(([key, value]) => {
        return value === null ? [] : [[key, key.endsWith('top_k') ? value : Float32Array.of(value)] as const];
      }),
    ),
    ...(byIds ? tokensById(checkpoint.config.vocabSize) : await tokenizerMetadata(checkpoint)),
  };
}

/** Tokens named `<t0>`, `<t1>` …, so that a text says which ids it is, and every token is a text by itself. */
function tokensById(count: number): GgufMetadata {
  return {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': Array.from({ length: count }, (_, id) => `<t${id}>`),
    'tokenizer.ggml.token_type': new Int32Array(count).fill(userDefined),
    'tokenizer.ggml.merges': [],
    'tokenizer.ggml.add_bos_token': false,
  };
}

async function tokenizerMetadata({ text, config, generation }: Checkpoint): Promise<GgufMetadata> {
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
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': types,
    'tokenizer.ggml.merges': merges,
    'tokenizer.ggml.eos_token_id': generation.eosTokenIds[0] ?? 0,
    'tokenizer.ggml.add_bos_token': false,
    ...(typeof template === 'string' && { 'tokenizer.chat_template': template }),
  };
}
