import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import type { GgufMetadata } from '../lib/gguf.ts';

/** What a GGUF file states of a model, as llama.cpp's converter writes it. */
export function ggufMetadata(
  { config, generation, family, name }: Pick<Checkpoint, 'config' | 'generation' | 'family' | 'name'>,
  vocabulary: GgufMetadata,
): GgufMetadata {
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
    ...vocabulary,
  };
}
