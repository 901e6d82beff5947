import { useMemo } from 'react';
import type { DiagnosisFinding, TokenFinding } from '../../../findings/format/finding.ts';
import { figuresOf } from '../../../findings/format/token.ts';
import type { Pair } from '../../../findings/open/opened.ts';
import { compareRuns } from '../../../findings/diagnosis/reproduction.ts';
import { headline, setUp } from '../../../findings/copy/finding.ts';
import { BenchComparison } from '../results/bench_comparison.tsx';
import { Facts } from './facts.tsx';
import styles from '../findings.module.css';
import { StageComparison } from '../results/stage_comparison.tsx';
import { TokenComparison } from '../results/token_comparison.tsx';
import { t } from '../../../strings/sharing/t.ts';

const sides = (): [string, string] => [t('first'), t('second')];

/** Two findings of a kind side by side. Differences in the set-up are marked, and figures share an axis. */
export function Two({ pair }: { pair: Pair }) {
  const { kind, findings } = pair;
  return (
    <section className={styles.part} aria-label={t('comparison')}>
      <Facts
        caption={t('setUpAndResult')}
        columns={sides()}
        rows={findings.map((finding) => [[t('result'), headline(finding)], ...setUp(finding)])}
      />
      {kind === 'diagnosis' && <Diagnoses findings={findings} />}
      {kind === 'bench' && <BenchComparison benches={[findings[0].bench, findings[1].bench]} sides={sides()} />}
      {kind === 'live' && <Tokens findings={findings} />}
    </section>
  );
}

function Diagnoses({ findings: [first, second] }: { findings: [DiagnosisFinding, DiagnosisFinding] }) {
  const compared = useMemo(
    () => compareRuns(first.diagnosis, second.diagnosis, samePrompt(first, second)),
    [first, second],
  );
  if (compared.stages.length > 0) return <StageComparison reproduction={compared} sides={sides()} />;
  return <p>{t('noCommonStage')}</p>;
}

function Tokens({ findings: [first, second] }: { findings: [TokenFinding, TokenFinding] }) {
  const [one, other] = useMemo(() => [figuresOf(first.live.token), figuresOf(second.live.token)], [first, second]);
  if (one.layers !== other.layers) return <p>{t('noCommonLayers')}</p>;
  return <TokenComparison tokens={[one, other]} plot={first.live.plot} sides={sides()} />;
}

function samePrompt({ prompt: a }: DiagnosisFinding, { prompt: b }: DiagnosisFinding): boolean {
  return a.show === 'shown' && b.show === 'shown' && a.tokens.join() === b.tokens.join();
}
