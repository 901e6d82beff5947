import type { Finding } from '../format/finding.ts';
import { exactJson } from '../format/real.ts';

/** The whole finding, indented. */
export function asJson(finding: Finding): string {
  return `${JSON.stringify(JSON.parse(exactJson(finding)), null, 2)}\n`;
}
