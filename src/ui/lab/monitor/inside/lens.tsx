import { useTokenMonitor } from '../../../../store/hooks.ts';
import { tokenMonitor } from '../../../../store/stores.ts';
import type { WatchedToken } from '../../../../store/lab/jobs/token_monitor.ts';
import { Button } from '../../../controls/button.tsx';
import panel from '../../panel.module.css';
import styles from './inside.module.css';
import { LensTable } from './lens_table.tsx';
import { useRunAgain } from './use_run_again.ts';
import { t } from '../../../../strings/live/t.ts';

/** The logit lens of a token: on demand, since it reads the output matrix once more for every token. */
export function Lens({ answer, token }: { answer: number; token: WatchedToken }) {
  const { figures } = token;
  const lensed = useTokenMonitor((state) => state.lensed);
  const { run, mayRun, failure } = useRunAgain(answer, token, (wanted) => tokenMonitor.getState().show(wanted));
  return (
    <section className={styles.section} aria-label={t('lens')}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={lensed}
          onChange={({ target }) => tokenMonitor.getState().lens(target.checked)}
        />
        {t('lensSwitch')}
      </label>
      {lensed && figures.lens && <LensTable lens={figures.lens} />}
      {lensed && !figures.lens && (
        <div className={panel.buttons}>
          <Button disabled={!mayRun} onClick={() => void run()}>
            {t('lensOf', { position: figures.position })}
          </Button>
          <output>{failure ?? t('lensNext')}</output>
        </div>
      )}
    </section>
  );
}
