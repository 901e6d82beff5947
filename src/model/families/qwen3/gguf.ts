import { refuse } from '../../../result.ts';
import { shown } from '../../checkpoint/json/show.ts';
import type { GgufArchitecture, GgufModel } from '../family.ts';
import { embeddingTensor, finalNormTensor, headTensor, layerTensor } from './tensors.ts';

const again = 'convert the model again with llama.cpp';

/** llama.cpp's names for a layer's tensors. */
const layerNames: Record<string, string> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};

const names: Record<string, string> = {
  'token_embd.weight': embeddingTensor,
  'output_norm.weight': finalNormTensor,
  'output.weight': headTensor,
};

/** Keys of RoPE scaling that llama.cpp reads for this architecture, with the names that config.json has for them. */
const yarnNames: Record<string, string> = {
  factor: 'factor',
  original_context_length: 'original_max_position_embeddings',
  attn_factor: 'attn_factor',
};

/** Keys that llama.cpp writes and does not read for this architecture, each with the value that says what it computes. */
const unread: Record<string, number> = { yarn_ext_factor: 1, yarn_beta_fast: 32, yarn_beta_slow: 1 };

/** Qwen3 in GGUF files. Its query and key rows lie as published: llama.cpp rotates them in halves, as transformers does. */
export const gguf: GgufArchitecture = {
  name: 'qwen3',

  tensorName(name) {
    const [, layer, part] = /^blk\.(\d{1,3})\.(\w+)\.weight$/.exec(name) ?? [];
    const ofLayer = part === undefined ? undefined : layerNames[part];
    return ofLayer === undefined ? (names[name] ?? null) : layerTensor(Number(layer), `${ofLayer}.weight`);
  },

  config(model) {
    const key = (name: string) => model.metadata.get(`qwen3.${name}`);
    const required = (name: string) => {
      return key(name) ?? refuse('bad-checkpoint', `${model.file}: qwen3.${name} is missing; ${again}`);
    };
    const heads = required('attention.head_count');
    const hidden = required('embedding_length');
    const headDim = key('attention.key_length') ?? Number(hidden) / Number(heads);
    for (const name of ['attention.value_length', 'rope.dimension_count']) {
      if ((key(name) ?? headDim) === headDim) continue;
      const message = `qwen3.${name} is ${shown(key(name))}, heads have ${shown(headDim)} elements; ${again}`;
      refuse('bad-checkpoint', `${model.file}: ${message}`);
    }
    const pooling = key('pooling_type') ?? 0;
    if (pooling !== 0) {
      const message = `qwen3.pooling_type is ${shown(pooling)}: this model embeds or ranks text and writes none`;
      refuse('bad-checkpoint', `${model.file}: ${message}; choose a Qwen3 chat model`);
    }
    return {
      hidden_size: hidden,
      intermediate_size: required('feed_forward_length'),
      num_hidden_layers: required('block_count'),
      num_attention_heads: heads,
      num_key_value_heads: key('attention.head_count_kv') ?? heads,
      head_dim: headDim,
      max_position_embeddings: required('context_length'),
      rope_theta: key('rope.freq_base') ?? 10000,
      rope_scaling: ropeScaling(model),
      rms_norm_eps: required('attention.layer_norm_rms_epsilon'),
    };
  },
};

/** As config.json has it; null without scaling. docs/decisions/063-yarn-in-gguf.md says what the keys mean. */
function ropeScaling({ metadata, file }: GgufModel): Record<string, unknown> | null {
  const prefix = 'qwen3.rope.scaling.';
  const given = new Map(
    [...metadata].flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
  );
  const refuseKey = (key: string, value: unknown): never => {
    const remedy = 'this RoPE scaling is not supported, YaRN as llama.cpp computes it is: choose another file';
    return refuse('bad-checkpoint', `${file}: ${key} is ${shown(value)}; ${remedy}`);
  };
  // How much of the context a scaled model was trained on changes nothing here.
  given.delete('finetuned');
  const type = given.get('type') ?? 'linear';
  given.delete('type');
  for (const [name, value] of given) {
    const isRead = Object.hasOwn(yarnNames, name);
    if (!isRead && unread[name] !== value) refuseKey(prefix + name, value);
    const isNeutral = value === 1 || name === 'original_context_length' || (name === 'factor' && type === 'none');
    if (isRead && type !== 'yarn' && !isNeutral) refuseKey(prefix + name, value);
  }
  const linear = metadata.get('qwen3.rope.scale_linear') ?? 1;
  if (type !== 'none' && !given.has('factor') && linear !== 1) refuseKey('qwen3.rope.scale_linear', linear);
  if (type === 'none' || type === 'linear') return null;
  if (type !== 'yarn') refuseKey(`${prefix}type`, type);
  const fields = Object.entries(yarnNames).flatMap(([name, field]) =>
    given.has(name) ? [[field, given.get(name)]] : [],
  );
  return { rope_type: 'yarn', ...Object.fromEntries(fields) };
}
