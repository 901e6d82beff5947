import { errorInWords } from '../../../findings/copy/diagnosis.ts';
import { foundHeadline, timeInWords } from '../../../findings/copy/own_kernel.ts';
import { multiple } from '../../../findings/diagnosis/noise_floors.ts';
import type { Fact } from '../../../findings/copy/run.ts';
import type { KernelSpec } from '../../../findings/format/spec.ts';
import type { ToldKernel } from '../../../findings/format/told.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { Facts } from '../open/facts.tsx';

/** The verdict, how much is wrong, what is furthest beyond what is allowed, and the times. */
export function KernelAsTold({ told, spec }: { told: ToldKernel; spec: KernelSpec }) {
  const { status, trials, stages, trial, stage } = told;
  const facts: Fact[] = [
    [t('toldTrials'), t('toldWrong', trials)],
    ...(trial
      ? [
          [
            t('toldTrial'),
            t('toldError', { ...trial, error: errorInWords(trial.error), bound: errorInWords(trial.bound) }),
          ] as Fact,
        ]
      : []),
    [t('toldStages'), t('toldWrong', stages)],
    ...(stage
      ? [
          [
            t('toldStage'),
            t('toldFloors', { name: stage.name, error: errorInWords(stage.error), times: multiple(stage.timesFloor) }),
          ] as Fact,
        ]
      : []),
    ...told.times.map((time): Fact => {
      const { shape, own, onFile } = timeInWords(time);
      return [t('toldTime', { shape }), t('toldMicroseconds', { own, onFile })];
    }),
  ];
  return (
    <>
      <p className={styles.answer} data-differs={status === 'right' ? undefined : true}>
        {foundHeadline(spec.kernel, status)}
      </p>
      {status !== 'uncompiled' && <Facts caption={t('toldFigures')} columns={[t('recorded')]} rows={[facts]} />}
    </>
  );
}
