import { refuse } from '../../result.ts';
import { readConfig } from '../families/families.ts';
import type { Family } from '../families/family.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { parseGenerationConfig, type GenerationConfig } from './generation_config.ts';
import type { StoredType } from '../../kernels/formats/formats.ts';
import type { TensorEntry } from './safetensors/safetensors.ts';
import { openGguf } from './gguf/gguf.ts';
import { readBytes, readShards, type Shards } from './safetensors/shards.ts';
import { named, shown } from './json/show.ts';
import type { Source } from './sources/source.ts';

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
  const { name } = gguf ?? source;
  const text = (path: string) => (gguf ?? source).text(path);
  const file = gguf?.file ?? 'config.json';
  const configText = await text('config.json');
  if (configText === null) {
    const remedy = 'choose the folder that holds config.json and the weights, or a GGUF file';
    refuse('bad-checkpoint', `config.json: missing from ${name}; ${remedy}`);
  }
  const { family, config } = readConfig(configText, file);
  const generationText = await text('generation_config.json');
  const generation = parseGenerationConfig(
    generationText === null ? null : { file: gguf?.file ?? 'generation_config.json', text: generationText },
    { file, text: configText },
  );
  const shards = gguf?.shards ?? (await readShards(source));
  checkTensors(family, config, shards, gguf !== null);
  if (config.tied) await checkDuplicateHead(family, source, shards.tensors);
  const tensors = shards.tensors.filter(({ name }) => !isDuplicateHead(family, config, name));
  return {
    name,
    family,
    config,
    generation,
    tensors,
    weightBytes: tensors.reduce((sum, { start, end }) => sum + end - start, 0),
    parameters: tensors.reduce((sum, { shape }) => sum + elements(shape), 0),
    dtypes: [...new Set(tensors.map(({ dtype }) => dtype))].toSorted(),
    text,
    source,
  };
}

function checkTensors(family: Family, config: ModelConfig, { tensors, listing }: Shards, isGguf: boolean): void {
  const expected = family.tensors(config);
  const sameModel = 'take config.json and the weights from the same model';
  for (const { file, name, shape } of tensors) {
    const wanted = expected.get(isDuplicateHead(family, config, name) ? family.embeddingTensor : name);
    if (!wanted) refuse('bad-checkpoint', `${file}: ${named(name)} is not a tensor of this model; ${sameModel}`);
    if (shape.join() !== wanted.join()) {
      const [makes, remedy] = isGguf
        ? ['its metadata make', 'download the file again']
        : ['config.json makes', sameModel];
      const message = `shape of ${named(name)} is ${shown(shape)}, ${makes} it ${shown(wanted)}; ${remedy}`;
      refuse('bad-checkpoint', `${file}: ${message}`);
    }
  }
  const present = new Set(tensors.map(({ name }) => name));
  const missing = [...expected.keys()].filter((name) => !present.has(name));
  if (missing.length > 0) {
    const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
    refuse('bad-checkpoint', `${listing}: ${missing[0]} is missing${others}; download the weights again`);
  }
}

/**
 * The published Qwen3-0.6B is tied and yet stores lm_head.weight, a copy of the embedding. Not reading that copy saves a
 * fifth of its 1.5 GB.
 */
function isDuplicateHead({ headTensor }: Family, { tied }: ModelConfig, name: string): boolean {
  return tied && name === headTensor;
}

/** Bytes compared: the first rows. They are common ASCII tokens, so any training changes them. */
const sampleBytes = 2 ** 16;

/** The config.json of a tied model with a different head is wrong: transformers 5 would run that model untied. */
async function checkDuplicateHead(
  { embeddingTensor, headTensor }: Family,
  source: Source,
  tensors: TensorEntry[],
): Promise<void> {
  const head = tensors.find(({ name }) => name === headTensor);
  const embedding = tensors.find(({ name }) => name === embeddingTensor);
  if (!head || !embedding) return;
  const [a, b] = await Promise.all([head, embedding].map((tensor) => firstBytes(source, tensor)));
  if (head.dtype === embedding.dtype && a!.every((byte, i) => byte === b![i])) return;
  const remedy = 'set tie_word_embeddings to false in config.json, or remove the tensor';
  refuse(
    'bad-checkpoint',
    `${head.file}: ${headTensor} is no copy of ${embeddingTensor}, yet the model is tied; ${remedy}`,
  );
}

function firstBytes(source: Source, { file, start, end }: TensorEntry) {
  return readBytes(source, file, start, Math.min(start + sampleBytes, end));
}

function elements(shape: number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
