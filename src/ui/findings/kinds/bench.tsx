import { adapterName } from '../../../findings/copy/adapter.ts';
import { benchAnswer, benchHeadline, requestInWords } from '../../../findings/copy/bench.ts';
import { recordBench } from '../../../findings/record.ts';
import { useBenching } from '../../../store/hooks_on_demand.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { BenchBars } from '../results/bench_bars.tsx';
import { BenchComparison } from '../results/bench_comparison.tsx';
import { ShareButton } from '../share/share_button.tsx';
import type { KindOnPage } from './kind.ts';

export const bench: KindOnPage<'bench'> = {
  share: {
    policies: [],
    legend: () => '',
    consequence: () => t('benchPolicy'),
    finding: ({ bench }, about) => recordBench(bench, about),
  },

  title: (model) => t('benchOf', { model }),
  Recorded: ({ finding }) => <BenchBars bench={finding.bench} />,
  Told: () => null,
  unrunnable: () => null,
  Intent: ({ opened: { spec } }) => <p>{t('willMeasure', { request: requestInWords(spec.request) })}</p>,
  runLabel: () => t('reproduce'),

  Outcome({ opened: { finding: recorded }, outcome: { bench } }) {
    const adapter = adapterName(bench.report.adapter);
    return (
      <>
        <p role="status" className={styles.answer}>
          {recorded
            ? benchAnswer(recorded.bench, bench, adapter)
            : t('outcomeAlone', { result: benchHeadline(bench), adapter })}
        </p>
        {recorded ? (
          <BenchComparison benches={[recorded.bench, bench]} sides={[t('recorded'), t('here')]} />
        ) : (
          <BenchBars bench={bench} />
        )}
        <div>
          <ShareButton subject={{ kind: 'bench', bench }} label={t('shareRun')} />
        </div>
      </>
    );
  },

  Two: ({ findings: [first, second], sides }) => (
    <BenchComparison benches={[first.bench, second.bench]} sides={sides} />
  ),

  lab: {
    Subject({ children }) {
      const bench = useBenching((state) => state.bench);
      return bench && children({ kind: 'bench', bench });
    },
    compare: () => t('compareBench'),
  },
};
