import { useMemo } from 'react';
import type { Finding } from '../../share/finding.ts';
import { compareRuns } from '../../share/reproduction.ts';
import { headline, setUp } from '../../share/words.ts';
import { Facts } from './facts.tsx';
import styles from './share.module.css';
import { StageComparison } from './stage_comparison.tsx';

/** Two findings: what differs in the set-up is marked, and errors share an axis. */
export function Two({ findings: [first, second] }: { findings: [Finding, Finding] }) {
  const sides: [string, string] = ['first', 'second'];
  const compared = useMemo(
    () => compareRuns(first.diagnosis, second.diagnosis, samePrompt(first, second)),
    [first, second],
  );
  const { stages } = compared;
  return (
    <section className={styles.part} aria-label="Comparison">
      <Facts
        caption="Set-up and verdict"
        columns={sides}
        rows={[first, second].map((finding) => [['verdict', headline(finding.diagnosis.verdict)], ...setUp(finding)])}
      />
      {stages.length > 0 ? (
        <StageComparison reproduction={compared} sides={sides} />
      ) : (
        <p>The two have no stage in common: their steps ran joined otherwise, or their models have other layers.</p>
      )}
    </section>
  );
}

function samePrompt({ prompt: a }: Finding, { prompt: b }: Finding): boolean {
  return a.show === 'shown' && b.show === 'shown' && a.tokens.join() === b.tokens.join();
}
