/** What came of a run here, beside what was recorded. */
import { adapterName } from '../../share/adapter_name.ts';
import { benchAnswer } from '../../share/bench/compare.ts';
import type { RecordedBench } from '../../share/bench/schema.ts';
import { benchHeadline } from '../../share/bench/words.ts';
import type { BenchFinding } from '../../share/finding.ts';
import { answer } from '../../share/reproduction.ts';
import { verdictInWords } from '../../share/words.ts';
import type { Outcome } from '../../store/rerunning.ts';
import { BenchBars } from './bench_bars.tsx';
import { BenchComparison } from './bench_comparison.tsx';
import styles from './share.module.css';
import { ShareButton } from './share_button.tsx';
import { StageComparison } from './stage_comparison.tsx';

const nothing = 'What came of the run there is not known, so there is nothing to compare.';

export function DiagnosisOutcome({ outcome }: { outcome: Extract<Outcome, { kind: 'diagnosis' }> }) {
  const { diagnosis, reproduction, promptText } = outcome;
  const adapter = adapterName(diagnosis.adapter);
  const differs = reproduction && (reproduction.first !== null || !reproduction.sameVerdict);
  return (
    <>
      <p role="status" className={styles.answer} data-differs={differs || undefined}>
        {reproduction
          ? answer(reproduction, adapter)
          : `${verdictInWords(diagnosis.verdict)}, on ${adapter}. ${nothing}`}
      </p>
      {reproduction && reproduction.stages.length > 0 && (
        <StageComparison reproduction={reproduction} sides={['recorded', 'here']} />
      )}
      <div>
        <ShareButton subject={{ kind: 'diagnosis', diagnosis, promptText }} label="Share this run" />
      </div>
    </>
  );
}

export function BenchOutcome({ recorded, bench }: { recorded: BenchFinding | null; bench: RecordedBench }) {
  const adapter = adapterName(bench.report.adapter);
  return (
    <>
      <p role="status" className={styles.answer}>
        {recorded ? benchAnswer(recorded.bench, bench, adapter) : `${benchHeadline(bench)}, on ${adapter}. ${nothing}`}
      </p>
      {recorded ? (
        <BenchComparison benches={[recorded.bench, bench]} sides={['recorded', 'here']} />
      ) : (
        <BenchBars bench={bench} />
      )}
      <div>
        <ShareButton subject={{ kind: 'bench', bench }} label="Share this run" />
      </div>
    </>
  );
}
