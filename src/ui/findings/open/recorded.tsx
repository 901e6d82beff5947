import type { Finding } from '../../../findings/format/finding.ts';
import { VerdictCard } from '../../lab/diagnose/verdict_card.tsx';
import { BenchBars } from '../results/bench_bars.tsx';
import { TokenCharts } from '../results/token_charts.tsx';
import { Maps } from '../results/stage_maps.tsx';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** What was measured, as it was recorded. */
export function Recorded({ finding }: { finding: Finding }) {
  return (
    <section className={styles.part} aria-label={t('recordedTitle')}>
      <h3>{t('recordedTitle')}</h3>
      {finding.kind === 'diagnosis' && (
        <>
          <VerdictCard verdict={finding.diagnosis.verdict} />
          <Maps diagnosis={finding.diagnosis} />
        </>
      )}
      {finding.kind === 'bench' && <BenchBars bench={finding.bench} />}
      {finding.kind === 'live' && <TokenCharts recorded={finding.live} />}
    </section>
  );
}
