/** The differences between the published sizes. All have 128 elements per head and 8 KV heads. */
const sizes = {
  'qwen3-0.6b': { hidden: 1024, ffn: 3072, heads: 16, layers: 28, tied: true },
  'qwen3-1.7b': { hidden: 2048, ffn: 6144, heads: 16, layers: 28, tied: true },
  'qwen3-4b': { hidden: 2560, ffn: 9728, heads: 32, layers: 36, tied: true },
  'qwen3-8b': { hidden: 4096, ffn: 12288, heads: 32, layers: 36, tied: false },
  'qwen3-14b': { hidden: 5120, ffn: 17408, heads: 40, layers: 40, tied: false },
  'qwen3-32b': { hidden: 5120, ffn: 25600, heads: 64, layers: 64, tied: false },
};

export type Preset = keyof typeof sizes;

export const presets = Object.keys(sizes) as Preset[];

/** The config.json that Qwen publishes, with another number of `layers` if given. */
export function publishedConfig(preset: Preset, layers: number = sizes[preset].layers) {
  const { hidden, ffn, heads, tied } = sizes[preset];
  return {
    architectures: ['Qwen3ForCausalLM'],
    attention_bias: false,
    attention_dropout: 0,
    bos_token_id: 151643,
    eos_token_id: 151645,
    head_dim: 128,
    hidden_act: 'silu',
    hidden_size: hidden,
    initializer_range: 0.02,
    intermediate_size: ffn,
    max_position_embeddings: 40960,
    max_window_layers: layers,
    model_type: 'qwen3',
    num_attention_heads: heads,
    num_hidden_layers: layers,
    num_key_value_heads: 8,
    rms_norm_eps: 1e-6,
    rope_scaling: null,
    rope_theta: 1_000_000,
    sliding_window: null,
    tie_word_embeddings: tied,
    torch_dtype: 'bfloat16',
    transformers_version: '4.51.0',
    use_cache: true,
    use_sliding_window: false,
    vocab_size: 151936,
  };
}

/** The generation_config.json that Qwen publishes with all of these sizes. */
export const publishedGenerationConfig = {
  bos_token_id: 151643,
  do_sample: true,
  eos_token_id: [151645, 151643],
  pad_token_id: 151643,
  temperature: 0.6,
  top_k: 20,
  top_p: 0.95,
  transformers_version: '4.51.0',
};
