import { refuse } from '../../../result.ts';
import { instead, type Method, type WeightEntry } from '../composite/composite.ts';
import { named, shown } from '../json/show.ts';
import { isPartType, notQuantized, type TensorEntry } from '../safetensors/safetensors.ts';

/** How tensors of quantized weights are called, by whomever. */
const ofQuantized =
  /\.(scales|biases|qweight|qzeros|g_idx|weight_scale(_inv)?|weight_packed|input_scale|absmax|quant_(map|state\.\S+)|SCB)$/;

/**
 * The weights that the checkpoint spreads over several tensors.
 *
 * @throws Refusal ('bad-checkpoint') as `method` does, and where there are none, though config.json names a method.
 */
export function composed(
  expected: ReadonlyMap<string, number[]>,
  tensors: readonly TensorEntry[],
  listing: string,
  method: Method | null,
): WeightEntry[] {
  if (!method) return [];
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const entries = [...expected].flatMap(([name, shape]): WeightEntry[] => {
    const composite =
      shape.length === 2 ? method.compose(name, shape, { get: (part) => byName.get(part), listing }) : null;
    return composite ? [{ name, shape, ...composite }] : [];
  });
  if (entries.length === 0) {
    const claim = `its tensors are missing, yet config.json says that weights are quantized as ${method.label}`;
    refuse('bad-checkpoint', `${listing}: ${claim}; download the weights again, or ${instead}`);
  }
  return entries;
}

/** Refuses a tensor that is part of a quantized weight, though no method takes it for one. */
export function refuseQuantized({ file, name, dtype }: TensorEntry, method: Method | null): void {
  if (ofQuantized.test(name)) {
    const how = method ? `quantized as ${method.label}` : 'not quantized';
    const claim = `${named(name)} belongs to quantized weights, but config.json says that weights are ${how}`;
    refuse('bad-checkpoint', `${file}: ${claim}; ${instead}`);
  }
  if (isPartType(dtype)) refuse('bad-checkpoint', `${file}: ${named(name)} dtype is ${shown(dtype)}; ${notQuantized}`);
}

/** A weight that is one tensor. */
export function denseEntry({ file, name, shape, dtype }: TensorEntry): WeightEntry {
  if (isPartType(dtype)) throw new Error(`${file}: ${name} is no weight by itself`);
  return { name, dtype, shape, parts: [] };
}
