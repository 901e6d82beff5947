import type { LoadedCache, LoadedWeights } from '../../worker/api.ts';
import { percent } from '../../format.ts';
import { t } from '../../strings/page/t.ts';

/** The format of the weights, and their relative error. */
export function weightsInWords({ choice, error }: LoadedWeights): string {
  if (!error) return t('weightsStored');
  const { overall, worst } = error;
  return t('weightsRounded', {
    choice,
    overall: percent(overall),
    worst: percent(worst.error),
    tensor: worst.tensor,
  });
}

/** What a KV cache that rounds was measured to do; nothing of one that holds what kernels compute. */
export function cacheInWords({ type, error }: LoadedCache): string {
  if (!error) return '';
  const { tokens, keys, values, logits } = error;
  return t('cacheRounded', {
    type,
    tokens,
    keys: percent(keys),
    values: percent(values),
    logits: percent(logits),
  });
}
