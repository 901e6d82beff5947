import type { Evidence } from '../evidence/evidence.ts';

/** What an error looks like, whatever its cause. */
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
export type ErrorKind = keyof typeof kinds;

/** The kind of a stage's error, which exceeds `bound`. */
export function kindOf(evidence: Evidence, bound: number): ErrorKind {
  const { values, absmax, referenceAbsmax, zeros, scaledError, worstColumnShare, error } = evidence;
  if (evidence.unwritten > 0) return 'unwritten';
  if (evidence.nonFinite > 0) return 'not-finite';
  // Rounding never makes a stage grow a thousandfold.
  if (absmax > 1000 * referenceAbsmax) return 'runs-away';
  if (zeros > values / 2) return 'zeros';
  // Stages have at least eight channels, so one rarely has more than a few eighths of an error that all share.
  if (worstColumnShare > 0.98) return 'one-channel';
  if (scaledError < Math.max(bound, error / 1000)) return 'scaled';
  // f16 keeps 11 bits and bf16 8: sums in either have a smaller error than this.
  if (error < 0.02) return 'precision';
  return 'wrong';
}
