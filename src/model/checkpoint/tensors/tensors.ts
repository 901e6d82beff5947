import { refuse } from '../../../result.ts';
import type { Family } from '../../families/family.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import { named, shown } from '../json/show.ts';
import type { TensorEntry } from '../safetensors/safetensors.ts';
import { checkAgreement, type Shards } from '../safetensors/shards.ts';
import type { Source } from '../sources/source.ts';
import { whatItIs } from './foreign.ts';
import { ownNames } from './names.ts';
import { withoutTiedHead } from './tied.ts';

/**
 * The tensors that the model runs on, under the architecture's own names, in the order of the files and of the bytes in each.
 *
 * @throws Refusal ('bad-checkpoint') unless they are exactly those of config.json, or as the source does.
 */
export async function modelTensors(
  family: Family,
  config: ModelConfig,
  source: Source,
  shards: Shards,
): Promise<TensorEntry[]> {
  const listed = shards.weightMap?.keys() ?? [];
  const stored = shards.tensors.map(({ name }) => name);
  const ownName = ownNames([...stored, ...listed], family, config);
  const expected = family.tensors(config);
  const { tied } = config;
  // Of a tied pair either half will do.
  const needed = new Set([...expected.keys()].filter((name) => !tied || name !== family.embeddingTensor));
  checkAgreement(shards, (name) => needed.has(ownName(name)));
  const tensors = shards.tensors.map((tensor) => ({ ...tensor, name: ownName(tensor.name) }));
  const wanted = new Map([[family.headTensor, expected.get(family.embeddingTensor)!], ...expected]);
  for (const tensor of tensors) checkShape(tensor, wanted.get(tensor.name));
  checkDistinct(tensors);
  const own = await withoutTiedHead(family, config, source, tensors);
  if (!tied) checkPair(family, own, shards.listing);
  checkPresent(expected, own, shards.listing);
  return own;
}

function checkShape({ file, name, shape }: TensorEntry, wanted: number[] | undefined): void {
  if (!wanted) refuse('bad-checkpoint', `${file}: ${named(name)} ${whatItIs(name)}`);
  if (shape.join() === wanted.join()) return;
  const seen = `${file}: shape of ${named(name)} is ${shown(shape)}`;
  if (shape.includes(0)) {
    const lost = 'it is empty: the save lost its values, as one by DeepSpeed ZeRO-3 does that does not gather them';
    refuse('bad-checkpoint', `${seen}, so ${lost}; save the model again with all weights gathered`);
  }
  refuse(
    'bad-checkpoint',
    `${seen}, config.json makes it ${shown(wanted)}; take config.json and the weights from the same model`,
  );
}

function checkDistinct(tensors: TensorEntry[]): void {
  const files = new Map<string, string>();
  for (const { file, name } of tensors) {
    const other = files.get(name);
    if (other !== undefined) {
      const where = other === file ? 'twice' : `in ${other} too`;
      refuse('bad-checkpoint', `${file}: ${named(name)} is stored ${where}; take all weights from the same save`);
    }
    files.set(name, file);
  }
}

/** A model that is tied without saying so lacks its head. The files are whole then: downloading them again would not help. */
function checkPair({ embeddingTensor, headTensor }: Family, tensors: TensorEntry[], listing: string): void {
  const has = (tensor: string) => tensors.some(({ name }) => name === tensor);
  if (has(embeddingTensor) === has(headTensor)) return;
  const [missing, what] = has(headTensor) ? [embeddingTensor, 'embedding'] : [headTensor, 'output layer'];
  const remedy = 'where both share one matrix, set tie_word_embeddings to true in config.json';
  refuse('bad-checkpoint', `${listing}: ${missing}, the ${what}, is missing; ${remedy}`);
}

function checkPresent(expected: Map<string, number[]>, tensors: TensorEntry[], listing: string): void {
  const present = new Set(tensors.map(({ name }) => name));
  const missing = [...expected.keys()].filter((name) => !present.has(name));
  if (missing.length === 0) return;
  const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
  refuse('bad-checkpoint', `${listing}: ${missing[0]} is missing${others}; download the weights again`);
}
