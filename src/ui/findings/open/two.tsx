import { headline, setUp } from '../../../findings/copy/finding.ts';
import type { Pair } from '../../../findings/open/opened.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { onPage } from '../kinds/kinds.ts';
import { Facts } from './facts.tsx';

/** Two findings of a kind side by side. Differences in the set-up are marked, and figures share an axis. */
export function Two({ pair }: { pair: Pair }) {
  const { findings } = pair;
  const { Two: Results } = onPage(pair);
  const sides: [string, string] = [t('first'), t('second')];
  return (
    <section className={styles.part} aria-label={t('comparison')}>
      <Facts
        caption={t('setUpAndResult')}
        columns={sides}
        rows={findings.map((finding) => [[t('result'), headline(finding)], ...setUp(finding)])}
      />
      <Results findings={findings} sides={sides} />
    </section>
  );
}
