import { refuse } from '../../result.ts';
import type { Family } from '../families/family.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { instead, type Method, type WeightEntry } from './composite/composite.ts';
import { named, shown } from './json/show.ts';
import { isPartType, notQuantized, type TensorEntry } from './safetensors/safetensors.ts';
import type { Shards } from './safetensors/shards.ts';

/** What states the shapes of tensors, with its verb, and the remedy where tensors have others. */
interface Statement {
  makes: string;
  remedy: string;
}
const sameModel = 'take config.json and the weights from the same model';
export const ofConfig: Statement = { makes: 'config.json makes', remedy: sameModel };
export const ofGguf: Statement = { makes: 'its metadata make', remedy: 'download the file again' };

/** How tensors of quantized weights are called, by whomever. */
const ofQuantized =
  /\.(scales|biases|qweight|qzeros|g_idx|weight_scale(_inv)?|weight_packed|input_scale|absmax|quant_(map|state\.\S+)|SCB)$/;

/**
 * The weights of a model, in the order of its forward pass, and which tensors hold them. `method` says how the checkpoint was quantized. A tied
 * model's duplicate head is left out.
 *
 * @throws Refusal ('bad-checkpoint') when a tensor is missing, is none of this model's, or has another shape or type than it must.
 */
export function weightEntries(
  family: Family,
  config: ModelConfig,
  { tensors, listing }: Shards,
  method: Method | null,
  statement: Statement,
): WeightEntry[] {
  const expected = family.tensors(config);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const entries = composites(expected, { get: (name) => byName.get(name), listing }, method);
  const parts = new Set(entries.flatMap((entry) => entry.parts.map(({ tensor }) => tensor)));
  for (const tensor of tensors) {
    if (parts.has(tensor)) continue;
    const duplicate = isDuplicateHead(family, config, tensor.name);
    const shape = expected.get(duplicate ? family.embeddingTensor : tensor.name);
    const dtype = checkDense(tensor, shape, method, statement);
    if (!duplicate) entries.push({ name: tensor.name, dtype, shape: tensor.shape, parts: [] });
  }
  const present = new Set(entries.map(({ name }) => name));
  const missing = [...expected.keys()].filter((name) => !present.has(name));
  if (missing.length > 0) {
    const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
    refuse('bad-checkpoint', `${listing}: ${missing[0]} is missing${others}; download the weights again`);
  }
  if (method && parts.size === 0) {
    const claim = `its tensors are missing, yet config.json says that weights are quantized as ${method.label}`;
    refuse('bad-checkpoint', `${listing}: ${claim}; download the weights again, or ${instead}`);
  }
  return entries;
}

/**
 * The published Qwen3-0.6B is tied and yet stores lm_head.weight, a copy of the embedding. Not reading that copy saves a
 * fifth of its 1.5 GB.
 */
export function isDuplicateHead({ headTensor }: Family, { tied }: ModelConfig, name: string): boolean {
  return tied && name === headTensor;
}

function composites(
  expected: ReadonlyMap<string, number[]>,
  tensors: Parameters<Method['compose']>[2],
  method: Method | null,
): WeightEntry[] {
  return [...expected].flatMap(([name, shape]) => {
    const composite = shape.length === 2 ? method?.compose(name, shape, tensors) : null;
    return composite ? [{ name, shape, ...composite }] : [];
  });
}

/** The type of a tensor that is a weight by itself. Refuses what is none of `shape`. */
function checkDense(
  { file, name, shape, dtype }: TensorEntry,
  wanted: number[] | undefined,
  method: Method | null,
  { makes, remedy }: Statement,
) {
  if (ofQuantized.test(name)) {
    const how = method ? `quantized as ${method.label}` : 'not quantized';
    const claim = `${named(name)} belongs to quantized weights, but config.json says that weights are ${how}`;
    refuse('bad-checkpoint', `${file}: ${claim}; ${instead}`);
  }
  if (!wanted) refuse('bad-checkpoint', `${file}: ${named(name)} is not a tensor of this model; ${sameModel}`);
  if (isPartType(dtype)) refuse('bad-checkpoint', `${file}: ${named(name)} dtype is ${shown(dtype)}; ${notQuantized}`);
  if (shape.join() !== wanted.join()) {
    const message = `shape of ${named(name)} is ${shown(shape)}, ${makes} it ${shown(wanted)}; ${remedy}`;
    refuse('bad-checkpoint', `${file}: ${message}`);
  }
  return dtype;
}
