import type { PartKind } from '../../../kernels/load/assemble.ts';
import type { CompositeType, StoredType } from '../../../kernels/formats/formats.ts';
import { refuse } from '../../../result.ts';
import { named, shown } from '../json/show.ts';
import type { TensorEntry } from '../safetensors/safetensors.ts';

/** A weight as the model knows it, whatever tensors hold it. */
export interface WeightEntry {
  name: string;
  dtype: StoredType | CompositeType;
  /** [outputs, inputs], or [n]. */
  shape: number[];
  /** The tensors that hold it, where that is not one of its name. */
  parts: readonly CompositePart[];
}

/** A tensor of a weight that is spread over several. */
export interface CompositePart {
  tensor: TensorEntry;
  /** What it is; `groupOrder` says which group each input belongs to, and must say that they are in order. */
  kind: PartKind | 'groupOrder';
}

/** A weight in a format that a file spreads over several tensors. */
export interface Composite {
  dtype: CompositeType;
  parts: CompositePart[];
}

/** How a checkpoint was quantized: how its files spread a weight over tensors. */
export interface Method {
  /** As messages name it. */
  label: string;
  /**
   * The composite that is the weight `name`, [rows, columns]; null where there is none, since then it is dense.
   *
   * @throws Refusal ('bad-checkpoint') naming the tensor that is missing, or that is not what the method makes it.
   */
  compose(name: string, shape: readonly number[], tensors: TensorsByName): Composite | null;
}

/** The tensors of a checkpoint, and the file that should list a missing one. */
export interface TensorsByName {
  get(name: string): TensorEntry | undefined;
  listing: string;
}

/** Where quantized weights of other kinds are refused: what would load. */
export const instead =
  'choose FP8 with scales of 128x128 blocks, MLX or GPTQ with 4 or 8 bits, AWQ with 4 bits, or a checkpoint that is not quantized';

/** The name of a module, whose tensors are `MODULE.weight`, `MODULE.scales` and so on. */
export function moduleOf(weight: string): string {
  return weight.replace(/\.weight$/, '');
}

/** Finds tensors of one weight, and refuses those that are missing or not as the method makes them. */
export function tensorsOf(weight: string, method: string, tensors: TensorsByName) {
  return (suffix: string, dtypes: readonly TensorEntry['dtype'][], shape: readonly number[]): TensorEntry => {
    const name = `${moduleOf(weight)}.${suffix}`;
    const tensor = tensors.get(name);
    const how = `${named(weight)} is quantized as ${method}`;
    if (!tensor) {
      refuse(
        'bad-checkpoint',
        `${tensors.listing}: ${named(name)} is missing, yet ${how}; download the weights again, or ${instead}`,
      );
    }
    if (!dtypes.includes(tensor.dtype)) {
      const wanted = dtypes.join(' or ');
      refuse(
        'bad-checkpoint',
        `${tensor.file}: ${how}, but ${named(name)} is ${tensor.dtype}, not ${wanted}; ${instead}`,
      );
    }
    if (tensor.shape.join() !== shape.join()) {
      const claim = `shape of ${named(name)} is ${shown(tensor.shape)}, but ${how}, which makes it ${shown(shape)}`;
      refuse('bad-checkpoint', `${tensor.file}: ${claim}; take config.json and the weights from the same model`);
    }
    return tensor;
  };
}

/** Refuses rows of `columns` that are not whole groups. */
export function checkGroups(
  weight: string,
  method: string,
  group: number,
  columns: number,
  { listing }: TensorsByName,
) {
  if (columns % group === 0) return;
  const claim = `${named(weight)} is quantized as ${method} in groups of ${group}, and its rows have ${columns} elements`;
  refuse('bad-checkpoint', `${listing}: ${claim}, no whole number of groups; ${instead}`);
}
