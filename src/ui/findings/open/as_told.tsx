import type { Opened } from '../../../findings/open/opened.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { onPage } from '../kinds/kinds.ts';

/** What the sender of a link says of the result. A link can say anything: none of it was measured here. */
export function AsTold({ opened: { kind, spec, told } }: { opened: Opened }) {
  const { Told } = onPage({ kind });
  if (!told) return null;
  return (
    <section className={styles.part} aria-label={t('asTold')}>
      <h3>{t('asToldTitle')}</h3>
      <Told told={told} spec={spec} />
    </section>
  );
}
