import type { Evidence } from '../evidence/evidence.ts';

/** What an error looks like, whatever made it. */
export const kinds = {
  unwritten: 'some values were never written',
  'not-finite': 'some values are infinite or no number',
  'runs-away': 'values are far larger than they can be',
  zeros: 'values are 0 that should not be',
  scaled: 'all values are off by one factor',
  'one-channel': 'one channel is off, the others are not',
  precision: 'digits are lost: it is nearly right, as with a shorter float',
  wrong: 'values are wrong altogether',
} as const;
export type Kind = keyof typeof kinds;

/** Names what is the matter with a stage that is further off than `bound`. */
export function kindOf(evidence: Evidence, bound: number): Kind {
  const { values, absmax, referenceAbsmax, zeros, scaledError, worstColumnShare, error } = evidence;
  if (evidence.unwritten > 0) return 'unwritten';
  if (evidence.nonFinite > 0) return 'not-finite';
  // A stage does not grow a thousandfold by any mistake but one of range.
  if (absmax > 1000 * referenceAbsmax) return 'runs-away';
  if (zeros > values / 2) return 'zeros';
  // A single channel of at least eight: by chance one has a share of a few eighths at most.
  if (worstColumnShare > 0.98) return 'one-channel';
  if (scaledError < Math.max(bound, error / 1000)) return 'scaled';
  // f16 keeps 11 bits and bf16 8: sums of either are off by less than this.
  if (error < 0.02) return 'precision';
  return 'wrong';
}
