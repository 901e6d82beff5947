import { toBf16 } from './bf16.ts';
import { normalQuantiles } from './quantiles.ts';
import { RandomWords } from './random_words.ts';
import type { Recipe } from '../recipe.ts';

/** Puts the next bf16 values of a tensor into `pairs`, two a word, the first in the lower half. */
export type Fill = (pairs: Uint32Array) => void;

const tableSize = 2 ** 16;
const quantiles = normalQuantiles(tableSize);

/**
 * Fills a tensor of its recipe from beginning to end; the same key gives the same tensor.
 *
 * Normal draws are entries of a table of 65,536 normal quantiles, already in bf16, each chosen by 16 fresh random bits: no
 * logarithm a weight, and nothing is used twice, so that rows are independent and matrices have full rank. The table ends
 * at 4.3 standard deviations and is 0.01% short in its own, which no use of such a checkpoint could tell.
 */
export function fillOf(recipe: Recipe, key: string): Fill {
  return recipe instanceof Float64Array ? given(recipe) : drawn(recipe, key);
}

function given(values: Float64Array): Fill {
  const halves = toBf16(values);
  return (pairs) => pairs.set(new Uint32Array(halves.buffer));
}

/** By mean and standard deviation: a model needs a handful, for hundreds of tensors. */
const tables = new Map<string, Uint16Array>();

function tableOf(mean: number, std: number): Uint16Array {
  const key = `${mean} ${std}`;
  const table = tables.get(key) ?? toBf16(quantiles.map((quantile) => mean + std * quantile));
  tables.set(key, table);
  return table;
}

function drawn({ mean, std }: { mean: number; std: number }, key: string): Fill {
  const table = tableOf(mean, std);
  const random = new RandomWords(key);
  return (pairs) => random.draw(pairs, (word) => table[word & 0xffff]! | (table[word >>> 16]! << 16));
}
