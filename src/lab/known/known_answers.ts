import { refuse } from '../../result.ts';
import { globalStages, layerStages } from '../../vocabulary/stages.ts';
import type { FiledTensor, TensorFile } from './tensor_file.ts';

/**
 * What somebody else has computed for a prompt, in a safetensors file: `tokens`, and any of `logits`, `mean_logits`,
 * `generated` and stages by name. A trace's file is one, and so are goldens. docs/lab.md#known-answers
 */
export interface KnownAnswers {
  /** The prompt. */
  tokens: readonly number[];
  /** Stages of the prompt's last rows, or of all: [rows, ...]. */
  stages: ReadonlyMap<string, FiledTensor>;
  /** The mean over the vocabulary of each position's logits; null where the file has none. */
  meanLogits: Float32Array | null;
  /** The greedy continuation, which ends with the id that ends the turn; null where the file has none. */
  generated: readonly number[] | null;
  tolerances: Tolerances;
  /** Who computed it, as the file says; null where it does not. */
  source: string | null;
  /** Tensors that are none of this. */
  unknown: readonly string[];
}

export interface Tolerances {
  /** What rms(error) / rms(known) of a stage may be. */
  stage: number;
  /** What a mean may be off, and the same as a share of it: torch.testing.assert_close with atol and rtol. */
  mean: number;
}

/** Known answers in float32 differ from float64 by up to 8e-6 themselves, and means are published with four digits. */
export const usualTolerances: Tolerances = { stage: 2e-5, mean: 1e-2 };

/** The most tokens of a prompt. */
const maxTokens = 4096;

const isStage = new RegExp(`^(L\\d+\\.(${layerStages.join('|')})|${globalStages.join('|')})$`);

/**
 * Reads known answers.
 *
 * @throws Refusal ('bad-request') naming `file` where there are no ids, or nothing to compare.
 */
export async function readKnownAnswers({ tensors, metadata }: TensorFile, file: string): Promise<KnownAnswers> {
  const tokens = await ids(tensors.get('tokens'));
  if (!tokens || tokens.length === 0 || tokens.length > maxTokens) {
    refuse(
      'bad-request',
      `${file}: known answers begin with a tensor "tokens" of 1 to ${maxTokens} ids; save the prompt's ids under that name, or drop a checkpoint with its folder.`,
    );
  }
  const stages = new Map([...tensors].filter(([name, { isIds }]) => isStage.test(name) && !isIds));
  const odd = [...stages].find(([, { shape }]) => shape.length < 2 || shape[0]! < 1 || shape[0]! > tokens.length);
  if (odd)
    refuse(
      'bad-request',
      `${file}: ${odd[0]} has to be [rows, …] of the prompt's last rows, or of all ${tokens.length}.`,
    );
  const means = tensors.get('mean_logits');
  const meanLogits =
    means && !means.isIds && String(means.shape) === String([tokens.length]) ? await means.read() : null;
  const generated = await ids(tensors.get('generated'));
  if (stages.size === 0 && !meanLogits && !generated) {
    refuse(
      'bad-request',
      `${file}: has nothing to compare; save "logits" as [rows, vocabulary], "mean_logits" as [${tokens.length}], "generated" ids, or stages by name.`,
    );
  }
  const read = new Set([
    'tokens',
    ...stages.keys(),
    ...(meanLogits ? ['mean_logits'] : []),
    ...(generated ? ['generated'] : []),
  ]);
  return {
    tokens,
    stages,
    meanLogits: meanLogits && Float32Array.from(meanLogits),
    generated,
    tolerances: tolerancesOf(metadata, file),
    source: metadata.source ?? null,
    unknown: [...tensors.keys()].filter((name) => !read.has(name)),
  };
}

/** `tolerance` and `mean_tolerance` in the file's metadata, where whoever computed it knows better. */
export function tolerancesOf(metadata: Readonly<Record<string, string>>, file: string): Tolerances {
  const given = (name: string, usual: number): number => {
    const text = metadata[name];
    const value = text === undefined ? usual : Number(text);
    if (!(value >= 0 && value < 1))
      refuse('bad-request', `${file}: ${name} in its metadata has to be a number from 0 to 1.`);
    return value;
  };
  return { stage: given('tolerance', usualTolerances.stage), mean: given('mean_tolerance', usualTolerances.mean) };
}

/** Whether a mean is what it is known to be. */
export function isMean(actual: number, known: number, { mean }: Tolerances): boolean {
  return Math.abs(actual - known) <= mean + mean * Math.abs(known);
}

async function ids(tensor: FiledTensor | undefined): Promise<number[] | null> {
  return tensor?.isIds && tensor.shape.length === 1 ? [...(await tensor.read())] : null;
}
