import type { Evidence } from '../evidence/evidence.ts';

/** What an error looks like, whatever its cause. */
export type ErrorKind =
  | 'unwritten'
  | 'not-finite'
  | 'runs-away'
  | 'zeros'
  | 'scaled'
  | 'one-channel'
  | 'precision'
  | 'wrong';

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
