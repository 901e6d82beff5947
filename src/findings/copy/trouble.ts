import type { Trouble } from '../../worker/api.ts';
import { short } from '../../format.ts';

/** What is wrong with the values of a token, in a sentence. */
export function troubleInWords({ kind, count, of, stage, layer, absmax }: Trouble): string {
  const place = `${stage} of layer ${layer}`;
  if (kind === 'not-finite') return `${count} of ${of} values of ${place} are infinite or no number.`;
  if (kind === 'zeros') return `All values of ${place} are 0.`;
  return `The squares of ${place} overflow (its largest value is ${short(absmax)}): the next norm multiplies by 0, and what follows is 0.`;
}
