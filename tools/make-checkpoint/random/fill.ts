import { formatOf } from '../../../src/kernels/formats/formats.ts';
import { toBf16 } from './bf16.ts';
import { normalQuantiles } from './quantiles.ts';
import { RandomWords } from './random_words.ts';
import type { Recipe } from '../recipe.ts';

/** Writes the next bf16 values of a tensor to `pairs`: two per word, the first in the lower half. */
export type Fill = (pairs: Uint32Array) => void;

const tableSize = 2 ** 16;
const quantiles = normalQuantiles(tableSize);

/**
 * Fills a tensor from beginning to end. The same recipe and key give the same tensor.
 *
 * A random value is an entry of a table of 65,536 normal quantiles in bf16, chosen by 16 random bits. This needs no
 * logarithm per weight. No random bits are used twice, so rows are independent and matrices have full rank. The table ends
 * at 4.3 standard deviations, and its own standard deviation is 0.01% too small. Neither matters for such a checkpoint.
 */
export function fillOf(recipe: Recipe, key: string): Fill {
  return recipe instanceof Float64Array ? fixedValues(recipe) : random16Bits(recipe, key, 'BF16');
}

function fixedValues(values: Float64Array): Fill {
  const bits = toBf16(values);
  return (pairs) => pairs.set(new Uint32Array(bits.buffer));
}

/** Keyed by mean and standard deviation. A model needs a handful of tables for hundreds of tensors. */
const tables = new Map<string, Uint16Array>();

function tableOf(mean: number, std: number, type: 'BF16' | 'F16'): Uint16Array {
  const key = `${mean} ${std} ${type}`;
  const values = () => quantiles.map((quantile) => mean + std * quantile);
  const table = tables.get(key) ?? new Uint16Array(formatOf(type).encode(values()).buffer);
  tables.set(key, table);
  return table;
}

/** Random values as {@link fillOf} has them, in a type of 16 bits. */
export function random16Bits({ mean, std }: { mean: number; std: number }, key: string, type: 'BF16' | 'F16'): Fill {
  const table = tableOf(mean, std, type);
  const random = new RandomWords(key);
  return (pairs) => random.next(pairs, (word) => table[word & 0xffff]! | (table[word >>> 16]! << 16));
}
