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
  return recipe instanceof Float64Array ? fixedValues(recipe) : randomValues(recipe, key);
}

function fixedValues(values: Float64Array): Fill {
  const bits = toBf16(values);
  return (pairs) => pairs.set(new Uint32Array(bits.buffer));
}

/** Keyed by mean and standard deviation. A model needs a handful of tables for hundreds of tensors. */
const tables = new Map<string, Uint16Array>();

function tableOf(mean: number, std: number): Uint16Array {
  const key = `${mean} ${std}`;
  const table = tables.get(key) ?? toBf16(quantiles.map((quantile) => mean + std * quantile));
  tables.set(key, table);
  return table;
}

function randomValues({ mean, std }: { mean: number; std: number }, key: string): Fill {
  const table = tableOf(mean, std);
  const random = new RandomWords(key);
  return (pairs) => random.next(pairs, (word) => table[word & 0xffff]! | (table[word >>> 16]! << 16));
}
