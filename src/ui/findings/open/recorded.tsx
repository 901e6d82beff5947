import type { Finding } from '../../../findings/format/finding.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { onPage } from '../kinds/kinds.ts';

/** What was measured, as it was recorded. */
export function Recorded({ finding }: { finding: Finding }) {
  const { Recorded: Result } = onPage(finding);
  return (
    <section className={styles.part} aria-label={t('recordedTitle')}>
      <h3>{t('recordedTitle')}</h3>
      <Result finding={finding} />
    </section>
  );
}
