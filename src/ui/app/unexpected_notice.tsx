import { useUnexpected } from '../../store/hooks.ts';
import { unexpected } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { ReportButton } from '../controls/report_button.tsx';
import { Card } from '../states/card.tsx';
import styles from './unexpected_notice.module.css';
import { t } from '../../strings/page/t.ts';

/** Tells of an error that nobody expected, with what helps to find it. */
export function UnexpectedNotice() {
  const report = useUnexpected(({ report }) => report);
  if (report === null) return null;
  return (
    <div className={styles.place}>
      <Card tone="danger" title={t('unexpected')} detail={t('unexpectedDetail')}>
        <ReportButton look="primary" report={() => report} />
        <Button onClick={unexpected.getState().goOn}>{t('goOn')}</Button>
        <details className={styles.report}>
          <summary>{t('showReport')}</summary>
          <pre>{report}</pre>
        </details>
      </Card>
    </div>
  );
}
