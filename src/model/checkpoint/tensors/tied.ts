import { refuse } from '../../../result.ts';
import type { Family } from '../../families/family.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import type { TensorEntry } from '../safetensors/safetensors.ts';
import { readBytes } from '../safetensors/shards.ts';
import type { Source } from '../sources/source.ts';

/**
 * The tensors with one matrix for embedding and head where the model is tied: the half that is stored, whichever it is, and of
 * two equal ones the embedding. The published Qwen3-0.6B is tied and yet stores its head; not reading that copy saves a fifth
 * of its 1.5 GB.
 *
 * @throws Refusal ('bad-checkpoint') when the two are not equal, or as the source does.
 */
export async function withoutTiedHead(
  { embeddingTensor, headTensor }: Family,
  { tied }: ModelConfig,
  source: Source,
  tensors: TensorEntry[],
): Promise<TensorEntry[]> {
  const head = tensors.find(({ name }) => name === headTensor);
  if (!tied || !head) return tensors;
  const embedding = tensors.find(({ name }) => name === embeddingTensor);
  if (!embedding) return tensors.map((each) => (each === head ? { ...head, name: embeddingTensor } : each));
  await checkEqual(source, head, embedding);
  return tensors.filter((tensor) => tensor !== head);
}

/** Bytes compared: the first rows. They are common ASCII tokens, so any training changes them. */
const sampleBytes = 2 ** 16;

/** The config.json of a tied model with a different head is wrong: transformers 5 would run that model untied. */
async function checkEqual(source: Source, head: TensorEntry, embedding: TensorEntry): Promise<void> {
  const [a, b] = await Promise.all([head, embedding].map((tensor) => firstBytes(source, tensor)));
  if (head.dtype === embedding.dtype && a!.every((byte, i) => byte === b![i])) return;
  const remedy = 'set tie_word_embeddings to false in config.json, or remove the tensor';
  refuse(
    'bad-checkpoint',
    `${head.file}: ${head.name} is no copy of ${embedding.name}, yet the model is tied; ${remedy}`,
  );
}

function firstBytes(source: Source, { file, start, end }: TensorEntry) {
  return readBytes(source, file, start, Math.min(start + sampleBytes, end));
}
