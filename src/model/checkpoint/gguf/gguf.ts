import { refuse } from '../../../result.ts';
import { familyOfGguf } from '../../families/families.ts';
import type { Family } from '../../families/family.ts';
import { named } from '../json/show.ts';
import type { TensorEntry } from '../safetensors/safetensors.ts';
import type { Shards } from '../safetensors/shards.ts';
import type { Source } from '../sources/source.ts';
import { findGguf, ggufName } from './files.ts';
import { generationConfig } from './generation.ts';
import { readGgufHeader, type GgufHeader } from './header.ts';
import type { MetadataValue } from './metadata.ts';
import { readTokens, tokenizerConfig, tokenizerJson } from './tokenizer.ts';

/** A GGUF model as the checkpoint in Hugging Face layout that it states. */
export interface GgufCheckpoint {
  name: string;
  /** The file that messages name. */
  file: string;
  /** A file of that layout, from the metadata; null where they state none. */
  text(path: string): Promise<string | null>;
  shards: Shards;
}

/**
 * The source's GGUF model, if that is what it holds.
 *
 * @throws Refusal: 'bad-request' where it holds several, 'bad-checkpoint' for a header that is malformed, or of what does not run here.
 */
export async function openGguf(source: Source): Promise<GgufCheckpoint | null> {
  const files = await findGguf(source);
  if (files === null) return null;
  const file = files[0]!;
  const headers = await Promise.all(files.map((each) => readPart(source, each)));
  headers.forEach((header, index) => checkPart(header, files, index));
  const { metadata } = headers[0]!;
  checkType(metadata, file);
  const family = familyOfGguf(metadata.get('general.architecture'), file);
  const tensors = headers.flatMap((header, index) => entries(family, header, files[index]!));
  const tokens = readTokens(metadata, file);
  const json: Record<string, object | null> = {
    'config.json': configJson(family, metadata, tensors, file),
    'generation_config.json': generationConfig(metadata, tokens),
    'tokenizer.json': tokens && tokenizerJson(tokens),
    'tokenizer_config.json': tokens && tokenizerConfig(metadata, tokens.tokens),
  };
  const texts = new Map(Object.entries(json).map(([path, content]) => [path, content && JSON.stringify(content)]));
  return {
    name: ggufName(file),
    file,
    text: async (path) => texts.get(path) ?? null,
    shards: { tensors, listing: file },
  };
}

async function readPart(source: Source, file: string): Promise<GgufHeader> {
  const stat = await source.stat(file);
  if (stat === null)
    refuse('bad-checkpoint', `${file}: missing from ${source.name}; add it, with all parts of the model`);
  return readGgufHeader(source, file, stat.bytes);
}

/** Files with parts of models are GGUF, too. */
const otherTypes: ReadonlyMap<unknown, string> = new Map([
  ['adapter', 'is a LoRA adapter, not a whole model; choose the model, or merge them with llama-export-lora'],
  ['mmproj', 'reads pictures or sound for a model, and is none itself; choose the file of the model'],
  ['imatrix', 'holds statistics for quantizing, not a model; choose the file of the model'],
  ['vocab', 'holds a vocabulary alone; choose the file of the model'],
]);

function checkType(metadata: ReadonlyMap<string, MetadataValue>, file: string): void {
  const type = metadata.get('general.type');
  const other = otherTypes.get(metadata.has('adapter.type') ? 'adapter' : type);
  if (other !== undefined) refuse('bad-checkpoint', `${file}: ${other}`);
}

/** A part knows its place, so that a file under another's name does not pass for it. */
function checkPart({ metadata }: GgufHeader, files: readonly string[], index: number): void {
  const count = metadata.get('split.count') ?? 1;
  const number = metadata.get('split.no') ?? 0;
  // A file that says 0 was not split.
  if (Math.max(Number(count), 1) === files.length && number === index) return;
  const said = `part ${Number(number) + 1} of ${String(count)}`;
  const remedy = 'give the parts their published names, side by side in one folder';
  refuse(
    'bad-checkpoint',
    `${files[index]}: says that it is ${said}, its name is that of ${index + 1} of ${files.length}; ${remedy}`,
  );
}

function entries(family: Family, { tensors }: GgufHeader, file: string): TensorEntry[] {
  return tensors.map(({ name, ...tensor }) => {
    const own = family.gguf.tensorName(name);
    if (own !== null) return { ...tensor, name: own, file };
    const remedy = `choose a checkpoint of ${family.example}`;
    return refuse('bad-checkpoint', `${file}: ${named(name)} is not a tensor of this architecture; ${remedy}`);
  });
}

function configJson(
  family: Family,
  metadata: ReadonlyMap<string, MetadataValue>,
  tensors: readonly TensorEntry[],
  file: string,
): object {
  const embedding = tensors.find(({ name }) => name === family.embeddingTensor);
  if (!embedding) refuse('bad-checkpoint', `${file}: has no embedding (token_embd.weight); download the file again`);
  return {
    architectures: [family.architecture],
    model_type: family.modelType,
    ...family.gguf.config({ metadata, file }),
    vocab_size: embedding.shape[0],
    tie_word_embeddings: !tensors.some(({ name }) => name === family.headTensor),
  };
}
