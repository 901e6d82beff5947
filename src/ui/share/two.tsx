import { useMemo } from 'react';
import type { DiagnosisFinding } from '../../share/finding.ts';
import type { Pair } from '../../share/opened.ts';
import { compareRuns } from '../../share/reproduction.ts';
import { headline, setUp } from '../../share/words.ts';
import { BenchComparison } from './bench_comparison.tsx';
import { Facts } from './facts.tsx';
import styles from './share.module.css';
import { StageComparison } from './stage_comparison.tsx';

const sides: [string, string] = ['first', 'second'];

/** Two findings of a kind: what differs in the set-up is marked, and figures share an axis. */
export function Two({ pair }: { pair: Pair }) {
  const { kind, findings } = pair;
  return (
    <section className={styles.part} aria-label="Comparison">
      <Facts
        caption="Set-up and result"
        columns={sides}
        rows={findings.map((finding) => [['result', headline(finding)], ...setUp(finding)])}
      />
      {kind === 'bench' ? (
        <BenchComparison benches={[findings[0].bench, findings[1].bench]} sides={sides} />
      ) : (
        <Diagnoses findings={findings} />
      )}
    </section>
  );
}

function Diagnoses({ findings: [first, second] }: { findings: [DiagnosisFinding, DiagnosisFinding] }) {
  const compared = useMemo(
    () => compareRuns(first.diagnosis, second.diagnosis, samePrompt(first, second)),
    [first, second],
  );
  if (compared.stages.length > 0) return <StageComparison reproduction={compared} sides={sides} />;
  return <p>The two have no stage in common: their steps ran joined otherwise, or their models have other layers.</p>;
}

function samePrompt({ prompt: a }: DiagnosisFinding, { prompt: b }: DiagnosisFinding): boolean {
  return a.show === 'shown' && b.show === 'shown' && a.tokens.join() === b.tokens.join();
}
