import { Tensor, type DynamicCache } from '@huggingface/transformers';
import type { Library } from './library.ts';

/**
 * Runs ids behind a cache that holds `tokens` others.
 *
 * @param kept how many of the last ids get logits; 0 for all
 * @returns the outputs of the graph by their names
 */
export async function forward(
  model: Library['model'],
  ids: readonly number[],
  kept: number,
  { tokens, cache }: { tokens: number; cache: DynamicCache | null },
): Promise<Record<string, Tensor>> {
  const total = tokens + ids.length;
  return (await model.forward({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    attention_mask: new Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]),
    num_logits_to_keep: new Tensor('int64', [BigInt(kept)], []),
    past_key_values: tokens > 0 ? cache : null,
  })) as Record<string, Tensor>;
}
