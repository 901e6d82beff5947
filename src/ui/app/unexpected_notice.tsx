import { useUnexpected } from '../../store/hooks.ts';
import { unexpected } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { ReportButton } from '../controls/report_button.tsx';
import { Card } from '../states/card.tsx';
import styles from './unexpected_notice.module.css';

/** Tells of an error that nobody expected, with what helps to find it. */
export function UnexpectedNotice() {
  const report = useUnexpected(({ report }) => report);
  if (report === null) return null;
  return (
    <div className={styles.place}>
      <Card
        tone="danger"
        title="Something went wrong that Plumbline did not expect"
        detail="Your conversations are kept. The report says what happened and on which GPU and browser, and has nothing that you wrote."
      >
        <ReportButton look="primary" report={() => report} />
        <Button onClick={unexpected.getState().goOn}>Go on</Button>
        <details className={styles.report}>
          <summary>Show report</summary>
          <pre>{report}</pre>
        </details>
      </Card>
    </div>
  );
}
