import type { Check, Sizes } from '../../../src/kernels/checking/check.ts';
import { settle } from '../../../src/kernels/checking/run.ts';
import type { WeightType } from '../../../src/kernels/formats/formats.ts';
import { models } from './models.ts';

/** What a person chose to run a kernel at. */
export interface RunChoice {
  /** The check, or a rung of a ladder as `LADDER/RUNG`. */
  name: string;
  seed: number;
  /** A model whose sizes are taken; null for the random sizes of the seed. */
  model: string | null;
  /** Sizes that are different. */
  sizes: Sizes;
  /** Null for the format of the seed. */
  format: WeightType | null;
  /** Parts of the tuning that are different, by path: `gateUp.rows`. */
  tuning: Readonly<Record<string, string>>;
}

/** The sizes and the format of a choice. Throws a RangeError in one line where the check does not take them. */
export function settleChoice(
  check: Check,
  { seed, model, sizes, format }: Omit<RunChoice, 'name' | 'tuning'>,
): { seed: number; sizes: Sizes; format?: WeightType } {
  const known = model === null ? settle(check, { seed }).sizes : check.inModel(models[model] ?? unknownModel(model));
  for (const [name, size] of Object.entries(sizes)) {
    const names = Object.keys(known);
    if (!(name in known)) throw new RangeError(`${name} is no size of this kernel: it takes ${names.join(', ')}.`);
    const [min, multiple] = [check.minima?.[name] ?? 1, check.multiples?.[name] ?? 1];
    if (!Number.isSafeInteger(size) || size < min || size % multiple !== 0) {
      const kind = multiple === 1 ? 'a whole number' : `a multiple of ${multiple}`;
      throw new RangeError(`${name} ${size}: give ${kind} from ${Math.max(min, multiple)} on.`);
    }
  }
  if (format !== null && !check.formats.includes(format)) {
    const formats = check.formats.join(', ') || 'none';
    throw new RangeError(`${format} is no format of this kernel's weights: it takes ${formats}.`);
  }
  return { seed, sizes: { ...known, ...sizes }, ...(format !== null && { format }) };
}

function unknownModel(model: string): never {
  throw new RangeError(`${model} is no model: give one of ${Object.keys(models).join(', ')}.`);
}
