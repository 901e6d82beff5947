import { useMemo } from 'react';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { diagnosisAnswer, verdictInWords } from '../../../findings/copy/diagnosis.ts';
import { faultInWords, programInWords, promptInWords } from '../../../findings/copy/run.ts';
import { compareRuns } from '../../../findings/diagnosis/reproduction.ts';
import type { DiagnosisFinding } from '../../../findings/format/finding.ts';
import { recordDiagnosis } from '../../../findings/record.ts';
import { useDiagnosing } from '../../../store/hooks_on_demand.ts';
import type { OutcomeOf } from '../../../store/findings/rerunning.ts';
import { t } from '../../../strings/sharing/t.ts';
import { VerdictCard } from '../../lab/diagnose/verdict_card.tsx';
import styles from '../findings.module.css';
import { StageComparison } from '../results/stage_comparison.tsx';
import { Maps } from '../results/stage_maps.tsx';
import { DiagnosisAsTold } from '../results/told_diagnosis.tsx';
import { ShareButton } from '../share/share_button.tsx';
import type { KindOnPage } from './kind.ts';

const capital = { shown: 'Shown', counted: 'Counted', hidden: 'Hidden' } as const;

export const diagnosis: KindOnPage<'diagnosis'> = {
  share: {
    policies: ['shown', 'counted', 'hidden'],
    legend: () => t('prompt'),
    consequence: (_, policy) => t(`diagnosis${capital[policy]}`),
    finding: ({ diagnosis, promptText }, about, policy) => recordDiagnosis(diagnosis, { ...about, promptText }, policy),
  },

  title: (model) => t('diagnosisOf', { model }),

  Recorded: ({ finding: { diagnosis } }) => (
    <>
      <VerdictCard verdict={diagnosis.verdict} />
      <Maps diagnosis={diagnosis} />
    </>
  ),

  Told: DiagnosisAsTold,
  unrunnable: () => null,

  Intent({ opened: { spec, finding } }) {
    const { program, fault, prompt } = spec;
    return (
      <p>
        {t('willDiagnose', {
          program: programInWords(program),
          fault: faultInWords(fault),
          prompt: promptInWords(finding?.prompt ?? prompt),
        })}
      </p>
    );
  },

  runLabel: () => t('reproduce'),

  Outcome: ({ outcome }) => <Outcome outcome={outcome} />,
  Two,

  lab: {
    Subject({ children }) {
      const diagnosis = useDiagnosing((state) => state.diagnosis);
      const promptText = useDiagnosing((state) => state.promptText);
      return diagnosis && children({ kind: 'diagnosis', diagnosis, promptText });
    },
    compare: () => t('compareDiagnosis'),
  },
};

function Outcome({ outcome: { diagnosis, reproduction, promptText } }: { outcome: OutcomeOf<'diagnosis'> }) {
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

interface TwoProps {
  findings: [DiagnosisFinding, DiagnosisFinding];
  sides: [string, string];
}

function Two({ findings: [first, second], sides }: TwoProps) {
  const compared = useMemo(
    () => compareRuns(first.diagnosis, second.diagnosis, samePrompt(first, second)),
    [first, second],
  );
  if (compared.stages.length > 0) return <StageComparison reproduction={compared} sides={sides} />;
  return <p>{t('noCommonStage')}</p>;
}

function samePrompt({ prompt: a }: DiagnosisFinding, { prompt: b }: DiagnosisFinding): boolean {
  return a.show === 'shown' && b.show === 'shown' && a.tokens.join() === b.tokens.join();
}
