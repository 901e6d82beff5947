import { refuse } from '../../result.ts';
import { readConfig } from '../families/families.ts';
import type { Family } from '../families/family.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { parseGenerationConfig, type GenerationConfig } from './generation_config.ts';
import type { StoredType } from '../../kernels/formats/formats.ts';
import type { TensorEntry } from './safetensors/safetensors.ts';
import { readShards } from './safetensors/shards.ts';
import type { Source } from './sources/source.ts';
import { refuseOtherFiles } from './other_files.ts';
import { modelTensors } from './tensors/tensors.ts';

/** A checkpoint whose small files and headers have been read and checked. Its weights have not been read: loading reads them. */
export interface Checkpoint {
  name: string;
  family: Family;
  config: ModelConfig;
  generation: GenerationConfig;
  /** The tensors the model runs on, in the order of the files and of the bytes in each. */
  tensors: TensorEntry[];
  /** Bytes of `tensors`. */
  weightBytes: number;
  /** Elements of `tensors`. */
  parameters: number;
  /** Storage types among `tensors`, sorted. */
  dtypes: StoredType[];
  source: Source;
}

/**
 * Reads what a checkpoint is: config.json, generation_config.json and the headers of the weights.
 *
 * @throws Refusal: 'bad-checkpoint' naming the file, the field and the remedy, or as the source does.
 */
export async function openCheckpoint(source: Source): Promise<Checkpoint> {
  const text = await source.text('config.json');
  if (text === null) {
    await refuseOtherFiles(source);
    const remedy = 'choose the folder that holds config.json and the weights';
    refuse('bad-checkpoint', `config.json: missing from ${source.name}; ${remedy}`);
  }
  const { family, config } = readConfig(text, 'config.json');
  const generation = await readGeneration(source, text);
  const shards = await readShards(source);
  const tensors = await modelTensors(family, config, source, shards);
  return {
    name: source.name,
    family,
    config,
    generation,
    tensors,
    weightBytes: tensors.reduce((sum, { start, end }) => sum + end - start, 0),
    parameters: tensors.reduce((sum, { shape }) => sum + elements(shape), 0),
    dtypes: [...new Set(tensors.map(({ dtype }) => dtype))].toSorted(),
    source,
  };
}

async function readGeneration(source: Source, config: string): Promise<GenerationConfig> {
  const file = 'generation_config.json';
  const text = await source.text(file);
  return parseGenerationConfig(text === null ? null : { file, text }, { file: 'config.json', text: config });
}

function elements(shape: number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
