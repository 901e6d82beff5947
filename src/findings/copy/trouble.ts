import type { Trouble } from '../../worker/api.ts';
import { short } from '../../format.ts';
import { t } from '../../strings/page/t.ts';

/** What is wrong with the values of a token, in a sentence. */
export function troubleInWords({ kind, count, of, stage, layer, absmax }: Trouble): string {
  if (kind === 'not-finite') return t('notFinite', { count, of, stage, layer });
  if (kind === 'zeros') return t('allZeros', { stage, layer });
  return t('squaresOverflow', { stage, layer, largest: short(absmax) });
}
