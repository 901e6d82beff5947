import type { ModelConfig } from '../model/families/model_config.ts';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import type { PublishedFormat } from './formats.ts';
import { configOf, sizes, type Size } from './sizes.ts';

/** What a model was trained for. */
export type Training = 'chat' | 'instruct' | 'thinking' | 'base';

/** A model of the catalogue, in all formats that its publisher offers. */
export interface CatalogueModel {
  /** Such as `Qwen3-4B-Instruct-2507`. */
  name: string;
  size: Size;
  training: Training;
  config: ModelConfig;
  editions: readonly Edition[];
}

/** One published form of a model. */
export interface Edition {
  format: PublishedFormat;
  address: Address;
  /** The checkpoint stores a copy of the embedding as output matrix although the two are tied. It is not loaded. */
  storesCopy: boolean;
}

/**
 * Every dense Qwen3 text model that Qwen publishes, as the hub listed them in October 2026. Missing are bf16 copies for MLX,
 * 6-bit MLX and Q5_0, which are no formats of this engine.
 */
export const models: readonly CatalogueModel[] = sizes.flatMap((size) => [
  chat(size),
  ...(size === '4B' ? [of2507('Instruct', 'instruct'), of2507('Thinking', 'thinking')] : []),
  ...(size === '32B' ? [] : [base(size)]),
]);

function chat(size: Size): CatalogueModel {
  const name = `Qwen3-${size}`;
  const small = size === '0.6B' || size === '1.7B';
  const gguf: PublishedFormat[] = small ? ['Q8_0'] : ['Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0'];
  return {
    name,
    size,
    training: 'chat',
    config: configOf(size, 40_960),
    editions: [
      ...gguf.map((format) => edition(format, `${name}-GGUF/${name}-${format}.gguf`)),
      edition('MLX4', `${name}-MLX-4bit`),
      edition('MLX8', `${name}-MLX-8bit`),
      small ? edition('GPTQ8', `${name}-GPTQ-Int8`) : edition('AWQ', `${name}-AWQ`),
      edition('FP8', `${name}-FP8`),
      { ...edition('BF16', name), storesCopy: small },
    ],
  };
}

function of2507(kind: string, training: Training): CatalogueModel {
  const name = `Qwen3-4B-${kind}-2507`;
  const editions = [edition('FP8', `${name}-FP8`), edition('BF16', name)];
  return { name, size: '4B', training, config: configOf('4B', 262_144), editions };
}

function base(size: Size): CatalogueModel {
  const name = `Qwen3-${size}-Base`;
  return { name, size, training: 'base', config: configOf(size, 32_768), editions: [edition('BF16', name)] };
}

function edition(format: PublishedFormat, path: string): Edition {
  return { format, address: { kind: 'hub', id: `Qwen/${path}`, revision: 'main' }, storesCopy: false };
}
