import { useTokenMonitor } from '../../../../store/hooks.ts';
import { tokenMonitor } from '../../../../store/stores.ts';
import type { WatchedToken } from '../../../../store/lab/jobs/token_monitor.ts';
import { Button } from '../../../controls/button.tsx';
import panel from '../../panel.module.css';
import { AttentionMap } from './attention_map.tsx';
import styles from './inside.module.css';
import { useRunAgain } from './use_run_again.ts';
import { t } from '../../../../strings/live/t.ts';

/** What the token on show attends to, read when asked for: it runs once more. */
export function Attention({ answer, token }: { answer: number; token: WatchedToken }) {
  const attention = useTokenMonitor((state) => state.attention);
  const { run, mayRun, failure } = useRunAgain(answer, token, (wanted) => tokenMonitor.getState().attend(wanted));
  const report = attention?.answer === answer ? attention.report : null;
  return (
    <section className={styles.section} aria-label={t('attention')}>
      <div className={panel.buttons}>
        <Button disabled={!mayRun} onClick={() => void run()}>
          {t('attendsTo', { position: token.figures.position })}
        </Button>
        <output>{failure}</output>
      </div>
      {report && <AttentionMap key={report.position} report={report} />}
    </section>
  );
}
