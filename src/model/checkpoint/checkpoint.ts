import { refuse } from '../../result.ts';
import { readConfig } from '../families/families.ts';
import type { Family } from '../families/family.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { parseGenerationConfig, type GenerationConfig } from './generation_config.ts';
import type { WeightEntry } from './composite/composite.ts';
import { readMethod } from './composite/method.ts';
import { parseObject } from './json/json.ts';
import { shownName } from './json/show.ts';
import type { TensorEntry } from './safetensors/safetensors.ts';
import { openGguf } from './gguf/gguf.ts';
import { readShards } from './safetensors/shards.ts';
import type { Source } from './sources/source.ts';
import { refuseOtherFiles } from './other_files.ts';
import { modelTensors, ofConfig, ofGguf } from './tensors/tensors.ts';

/** A checkpoint whose small files and headers have been read and checked. Its weights have not been read: loading reads them. */
export interface Checkpoint {
  name: string;
  family: Family;
  config: ModelConfig;
  generation: GenerationConfig;
  /** What the model runs on. */
  weights: WeightEntry[];
  /** The tensors that hold `weights`, in the order of the files and of the bytes in each. */
  tensors: TensorEntry[];
  /** Bytes of `tensors`. */
  weightBytes: number;
  /** Elements of `weights`. */
  parameters: number;
  /** Formats among `weights`, sorted. */
  dtypes: WeightEntry['dtype'][];
  /** A small file in Hugging Face layout, or what a GGUF's metadata state of it; null when there is none. */
  text: (path: string) => Promise<string | null>;
  source: Source;
}

/**
 * Reads what a checkpoint is: config.json, generation_config.json and the headers of the weights.
 *
 * @throws Refusal: 'bad-checkpoint' naming the file, the field and the remedy, or as the source does.
 */
export async function openCheckpoint(source: Source): Promise<Checkpoint> {
  const gguf = await openGguf(source);
  const name = shownName((gguf ?? source).name);
  const text = (path: string) => (gguf ?? source).text(path);
  const file = gguf?.file ?? 'config.json';
  const configText = await text('config.json');
  if (configText === null) {
    await refuseOtherFiles(source);
    const remedy = 'choose the folder that holds config.json and the weights, or a GGUF file';
    refuse('bad-checkpoint', `config.json: missing from ${name}; ${remedy}`);
  }
  const { family, config } = readConfig(configText, file);
  const method = readMethod(parseObject(configText, file), file);
  const generationText = await text('generation_config.json');
  const generation = parseGenerationConfig(
    generationText === null ? null : { file: gguf?.file ?? 'generation_config.json', text: generationText },
    { file, text: configText },
  );
  const shards = gguf?.shards ?? (await readShards(source));
  const statement = gguf ? ofGguf : ofConfig;
  const { weights, tensors } = await modelTensors(family, config, source, shards, method, statement);
  return {
    name,
    family,
    config,
    generation,
    weights,
    tensors,
    weightBytes: tensors.reduce((sum, { start, end }) => sum + end - start, 0),
    parameters: weights.reduce((sum, { shape }) => sum + elements(shape), 0),
    dtypes: [...new Set(weights.map(({ dtype }) => dtype))].toSorted(),
    text,
    source,
  };
}

function elements(shape: number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
