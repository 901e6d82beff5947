import type { Finding } from '../format/finding.ts';
import { kindOf } from '../kinds/kinds.ts';

/** The numbers of a finding as CSV: every row there is, unrounded. */
export function asCsv(finding: Finding): string {
  return kindOf(finding)
    .csv(finding)
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
}
