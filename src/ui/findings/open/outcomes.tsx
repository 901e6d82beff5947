/** The results of a run here, beside what was recorded. */
import { useMemo } from 'react';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { benchAnswer } from '../../../findings/copy/bench.ts';
import { tokenAnswer } from '../../../findings/copy/token.ts';
import { diagnosisAnswer, verdictInWords } from '../../../findings/copy/diagnosis.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { benchHeadline } from '../../../findings/copy/bench.ts';
import type { BenchFinding, TokenFinding } from '../../../findings/format/finding.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { figuresOf } from '../../../findings/format/token.ts';
import type { Outcome } from '../../../store/findings/rerunning.ts';
import { BenchBars } from '../results/bench_bars.tsx';
import { BenchComparison } from '../results/bench_comparison.tsx';
import styles from '../findings.module.css';
import { ShareButton } from '../share/share_button.tsx';
import { StageComparison } from '../results/stage_comparison.tsx';
import { TokenAlone, TokenComparison } from '../results/token_comparison.tsx';
import { t } from '../../../strings/sharing/t.ts';

export function DiagnosisOutcome({ outcome }: { outcome: Extract<Outcome, { kind: 'diagnosis' }> }) {
  const { diagnosis, reproduction, promptText } = outcome;
  const adapter = adapterName(diagnosis.adapter);
  const differs = reproduction && (reproduction.first !== null || !reproduction.sameVerdict);
  return (
    <>
      <p role="status" className={styles.answer} data-differs={differs || undefined}>
        {reproduction
          ? diagnosisAnswer(reproduction, adapter)
          : t('outcomeAlone', { result: verdictInWords(diagnosis.verdict), adapter })}
      </p>
      {reproduction && reproduction.stages.length > 0 && (
        <StageComparison reproduction={reproduction} sides={[t('recorded'), t('here')]} />
      )}
      <div>
        <ShareButton subject={{ kind: 'diagnosis', diagnosis, promptText }} label={t('shareRun')} />
      </div>
    </>
  );
}

export function BenchOutcome({ recorded, bench }: { recorded: BenchFinding | null; bench: RecordedBench }) {
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
}

export function TokenOutcome({
  recorded,
  outcome: { report, comparison },
}: {
  recorded: TokenFinding | null;
  outcome: Extract<Outcome, { kind: 'live' }>;
}) {
  const adapter = adapterName(report.adapter);
  const was = useMemo(() => recorded && figuresOf(recorded.live.token), [recorded]);
  const plot = recorded?.live.plot ?? usual;
  return (
    <>
      <p role="status" className={styles.answer} data-differs={(comparison?.differing.length ?? 0) > 0 || undefined}>
        {comparison ? tokenAnswer(comparison, adapter) : t(was ? 'ranPlaceholder' : 'ranAlone', { adapter })}
      </p>
      {comparison && was ? (
        <TokenComparison tokens={[was, report.figures]} plot={plot} sides={[t('recorded'), t('here')]} />
      ) : (
        <TokenAlone figures={report.figures} first={report.first} plot={plot} />
      )}
    </>
  );
}

const usual: Plot = { of: 'row', figure: 'rms', stage: 'mlp_residual' };
