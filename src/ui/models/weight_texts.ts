import type { LoadedWeights, WeightChoice } from '../../worker/api.ts';
import { percent } from '../../format.ts';

export const weightNames: Record<WeightChoice, string> = {
  stored: 'As stored',
  '8-bit': '8-bit blocks',
  '4-bit': '4-bit blocks',
};

export const weightHints: Record<WeightChoice, string> = {
  stored: 'Run exactly as published.',
  '8-bit': 'All matrices are rounded to 8 bits while they load; the error is measured and shown.',
  '4-bit':
    'Matrices are rounded to 4 bits while they load, embedding and output to 8; the error is measured and shown.',
};

/** The format of the weights, and their relative error. */
export function weightsInWords({ choice, error }: LoadedWeights): string {
  if (!error) return 'Its weights are as stored.';
  const { overall, worst } = error;
  return `Its weights were rounded to ${choice} blocks: what that changed is ${percent(overall)} of their size (root mean square), at most ${percent(worst.error)}, in ${worst.tensor}.`;
}
