import { refuse } from '../../../result.ts';
import type { Family } from '../../families/family.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import type { Method, WeightEntry } from '../composite/composite.ts';
import { named, shown } from '../json/show.ts';
import type { TensorEntry } from '../safetensors/safetensors.ts';
import { checkAgreement, type Shards } from '../safetensors/shards.ts';
import type { Source } from '../sources/source.ts';
import { whatItIs } from './foreign.ts';
import { ownNames } from './names.ts';
import { composed, denseEntry, refuseQuantized } from './quantized.ts';
import { withoutTiedHead } from './tied.ts';

/** What states the shapes of tensors, with its verb, and the remedy where tensors have others. */
interface Statement {
  makes: string;
  remedy: string;
}

export const ofConfig: Statement = {
  makes: 'config.json makes',
  remedy: 'take config.json and the weights from the same model',
};
export const ofGguf: Statement = { makes: 'its metadata make', remedy: 'download the file again' };

interface ModelTensors {
  /** What the model runs on, under the architecture's own names. */
  weights: WeightEntry[];
  /** The tensors that hold `weights`, in the order of the files and of the bytes in each. */
  tensors: TensorEntry[];
}

/**
 * The weights of a model, and what holds them. `method` says how the checkpoint was quantized; null where it was not.
 *
 * @throws Refusal ('bad-checkpoint') unless they are exactly those of config.json, or as the source does.
 */
export async function modelTensors(
  family: Family,
  config: ModelConfig,
  source: Source,
  shards: Shards,
  method: Method | null,
  statement: Statement,
): Promise<ModelTensors> {
  const listed = shards.weightMap?.keys() ?? [];
  const stored = shards.tensors.map(({ name }) => name);
  const ownName = ownNames([...stored, ...listed], family, config);
  const expected = family.tensors(config);
  const { tied } = config;
  // Of a tied pair either half will do.
  const needed = new Set([...expected.keys()].filter((name) => !tied || name !== family.embeddingTensor));
  checkAgreement(shards, (name) => needed.has(ownName(name)));
  const tensors = shards.tensors.map((tensor) => ({ ...tensor, name: ownName(tensor.name) }));
  checkDistinct(tensors);
  const composites = composed(expected, tensors, shards.listing, method);
  const parts = new Set(composites.flatMap(({ parts }) => parts.map(({ tensor }) => tensor)));
  const wanted = new Map([[family.headTensor, expected.get(family.embeddingTensor)!], ...expected]);
  const dense = tensors.filter((tensor) => !parts.has(tensor));
  for (const tensor of dense) {
    refuseQuantized(tensor, method);
    checkShape(tensor, wanted.get(tensor.name), statement);
  }
  const own = await withoutTiedHead(family, config, source, dense);
  const weights = [...composites, ...own.map(denseEntry)];
  if (!tied) checkPair(family, weights, shards.listing);
  checkPresent(expected, weights, shards.listing);
  const byOwnName = new Map(own.map((tensor) => [`${tensor.file}/${tensor.start}`, tensor]));
  const held = tensors.flatMap((tensor) =>
    parts.has(tensor) ? [tensor] : (byOwnName.get(`${tensor.file}/${tensor.start}`) ?? []),
  );
  return { weights, tensors: held };
}

function checkShape(
  { file, name, shape }: TensorEntry,
  wanted: number[] | undefined,
  { makes, remedy }: Statement,
): void {
  if (!wanted) refuse('bad-checkpoint', `${file}: ${named(name)} ${whatItIs(name)}`);
  if (shape.join() === wanted.join()) return;
  const seen = `${file}: shape of ${named(name)} is ${shown(shape)}`;
  if (shape.includes(0)) {
    const lost = 'it is empty: the save lost its values, as one by DeepSpeed ZeRO-3 does that does not gather them';
    refuse('bad-checkpoint', `${seen}, so ${lost}; save the model again with all weights gathered`);
  }
  refuse('bad-checkpoint', `${seen}, ${makes} it ${shown(wanted)}; ${remedy}`);
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
function checkPair({ embeddingTensor, headTensor }: Family, weights: WeightEntry[], listing: string): void {
  const has = (tensor: string) => weights.some(({ name }) => name === tensor);
  if (has(embeddingTensor) === has(headTensor)) return;
  const [missing, what] = has(headTensor) ? [embeddingTensor, 'embedding'] : [headTensor, 'output layer'];
  const remedy = 'where both share one matrix, set tie_word_embeddings to true in config.json';
  refuse('bad-checkpoint', `${listing}: ${missing}, the ${what}, is missing; ${remedy}`);
}

function checkPresent(expected: Map<string, number[]>, weights: WeightEntry[], listing: string): void {
  const present = new Set(weights.map(({ name }) => name));
  const missing = [...expected.keys()].filter((name) => !present.has(name));
  if (missing.length === 0) return;
  const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
  refuse('bad-checkpoint', `${listing}: ${missing[0]} is missing${others}; download the weights again`);
}
