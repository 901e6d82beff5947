import type { Metadata } from './metadata.ts';
import type { GgufTokens } from './tokenizer.ts';

/** Keys of tokens that end an answer. */
const endKeys = ['eos', 'eot', 'eom'];
/** Tokens that llama.cpp takes for the end of an answer wherever a vocabulary has them. */
const endTokens = ['<|im_end|>', '<|endoftext|>'];

/** What generation_config.json says: when to stop, as llama.cpp does, and the publisher's sampling settings. */
export function generationConfig(metadata: Metadata, tokens: GgufTokens | null): object {
  const stated = endKeys.flatMap((key) => metadata.get(`tokenizer.ggml.${key}_token_id`) ?? []);
  const known = endTokens.map((token) => tokens?.tokens.indexOf(token) ?? -1).filter((id) => id >= 0);
  return {
    eos_token_id: [...new Set([...stated, ...known])],
    temperature: metadata.get('general.sampling.temp') ?? null,
    top_k: metadata.get('general.sampling.top_k') ?? null,
    top_p: metadata.get('general.sampling.top_p') ?? null,
  };
}
