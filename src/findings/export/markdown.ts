/** A finding for an issue tracker. */
import { headline, setUp } from '../copy/finding.ts';
import type { Finding } from '../format/finding.ts';
import { kindOf } from '../kinds/kinds.ts';
import { t } from '../../strings/finding/t.ts';
import { plain } from './plain.ts';

/** What was found, the numbers that matter, the set-up. Nothing in it is a stranger's markup. */
export function asMarkdown(finding: Finding, link: string): string {
  return [
    `**${plain(headline(finding))}**`,
    '',
    ...kindOf(finding).markdown(finding),
    '',
    ...setUp(finding).map(([term, text]) => `- ${term}: ${plain(text)}`),
    `- ${t('runAgain')}: ${link}`,
    '',
  ].join('\n');
}
