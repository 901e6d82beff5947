import type { LoadedWeights } from '../../worker/api.ts';
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
