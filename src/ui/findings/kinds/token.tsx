import { useMemo } from 'react';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { faultInWords, programInWords, promptInWords } from '../../../findings/copy/run.ts';
import { tokenAnswer } from '../../../findings/copy/token.ts';
import type { TokenFinding } from '../../../findings/format/finding.ts';
import { figuresOf } from '../../../findings/format/token.ts';
import { recordToken } from '../../../findings/record.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import type { OutcomeOf } from '../../../store/findings/rerunning.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { TokenCharts } from '../results/token_charts.tsx';
import { TokenAlone, TokenComparison } from '../results/token_comparison.tsx';
import type { KindOnPage } from './kind.ts';

export const token: KindOnPage<'live'> = {
  share: {
    policies: ['shown', 'counted'],
    legend: () => t('conversation'),
    consequence({ seen }, policy) {
      if (policy !== 'shown') return t('liveCounted');
      return seen.odds ? `${t('liveShown')} ${t('liveAnswer')}` : t('liveShown');
    },
    finding: ({ seen, promptText }, about, policy) => recordToken(seen, { ...about, promptText }, policy),
  },

  title: (model) => t('liveOf', { model }),
  Recorded: ({ finding }) => <TokenCharts recorded={finding.live} />,

  Told: () => null,
  unrunnable: () => null,

  Intent({ opened: { spec, finding } }) {
    const { program, fault, prompt } = spec;
    return (
      <p>
        {t(prompt.show === 'shown' ? 'willRun' : 'willRunPlaceholder', {
          program: programInWords(program),
          fault: faultInWords(fault),
          prompt: promptInWords(finding?.prompt ?? prompt),
        })}
      </p>
    );
  },

  runLabel: () => t('reproduce'),

  Outcome: ({ opened, outcome }) => <Outcome recorded={opened.finding} outcome={outcome} />,
  Two,

  lab: {
    // The lab shows many tokens, and nobody has chosen one of them to compare with.
    Subject: () => null,
    compare: () => t('compareLive'),
  },
};

interface OutcomeProps {
  recorded: TokenFinding | null;
  outcome: OutcomeOf<'live'>;
}

function Outcome({ recorded, outcome: { report, comparison } }: OutcomeProps) {
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

function Two({
  findings: [first, second],
  sides,
}: {
  findings: [TokenFinding, TokenFinding];
  sides: [string, string];
}) {
  const [one, other] = useMemo(() => [figuresOf(first.live.token), figuresOf(second.live.token)], [first, second]);
  if (one.layers !== other.layers) return <p>{t('noCommonLayers')}</p>;
  return <TokenComparison tokens={[one, other]} plot={first.live.plot} sides={sides} />;
}
