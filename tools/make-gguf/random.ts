import { readConfig } from '../../src/model/families/families.ts';
import { parseGenerationConfig } from '../../src/model/checkpoint/generation_config.ts';
import { GgufFile } from '../lib/gguf.ts';
import { publishedConfig, publishedGenerationConfig, type Preset } from '../make-checkpoint/presets.ts';
import { recipe } from '../make-checkpoint/recipe.ts';
import { ggufMetadata } from './metadata.ts';
import { planTensors, tensorSpecs, totalBytes } from './plan.ts';
import { randomTensor } from './random_tensor.ts';
import { blockBytes, type Mix } from './types.ts';
import { byteTokens } from './vocabulary.ts';

export interface RandomModel {
  preset: Preset;
  /** Undefined for the preset's own number. */
  layers: number | undefined;
  seed: number;
}

/** Bytes written at a time, at most. */
const bytesAtATime = 4 * 2 ** 20;

/** Writes a model of a published shape with random weights, and a vocabulary of bytes. The same seed gives the same file. @returns bytes of its weights */
export async function writeRandom({ preset, layers, seed }: RandomModel, mix: Mix, file: string): Promise<number> {
  const text = JSON.stringify(publishedConfig(preset, layers));
  const { family, config } = readConfig(text, 'config.json');
  const generation = parseGenerationConfig(
    { file: 'generation_config.json', text: JSON.stringify(publishedGenerationConfig) },
    { file: 'config.json', text },
  );
  const planned = planTensors(family, config, family.tensors(config), mix);
  const metadata = ggufMetadata({ config, generation, family, name: preset }, byteTokens(config.vocabSize));
  const gguf = await GgufFile.create(file, metadata, tensorSpecs(planned));
  for (const { name, source, type, shape, bytes } of planned) {
    const fill = randomTensor(type, recipe(source, shape, config, seed), `${seed} ${source}`);
    const step = Math.floor(bytesAtATime / blockBytes(type)) * blockBytes(type);
    for (let at = 0; at < bytes; at += step) {
      const part = new Uint8Array(Math.min(step, bytes - at));
      fill(part);
      await gguf.write(name, at, part);
    }
  }
  await gguf.close();
  return totalBytes(planned);
}
