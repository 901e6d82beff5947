import type { ReactNode } from 'react';
import { CircleCheck, Info } from 'lucide-react';
import { short } from '../../../format.ts';
import { useProgram } from '../../../store/hooks.ts';
import { useChecking } from '../../../store/hooks_on_demand.ts';
import { checking } from '../../../store/stores_on_demand.ts';
import type { BatchedRow, BatchedStage, BatchInvarianceReport } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { SetMark } from '../../controls/set_mark.tsx';
import panel from '../panel.module.css';
import styles from './checks.module.css';
import { useMayCheck } from './use_may_check.ts';
import { batchesInWords, dependsOnBatch } from './words.ts';
import { t } from '../../../strings/checks/t.ts';

/** Whether a row's values depend on how many run with it, kernel by kernel. */
export function Batches() {
  const program = useProgram((state) => state.program);
  const report = useChecking((state) => state.batches);
  const mayCheck = useMayCheck();
  return (
    <section className={styles.section} aria-label={t('batches')}>
      <h2>{t('batches')}</h2>
      <p>{t('batchesText')}</p>
      <div className={panel.buttons}>
        <Button disabled={!mayCheck} onClick={() => void checking.getState().tryBatches(program)}>
          {t('compareBatches')}
        </Button>
      </div>
      {report && <Report report={report} />}
    </section>
  );
}

const bold = (text: ReactNode[]) => <b key="b">{text}</b>;

function Report({ report }: { report: BatchInvarianceReport }) {
  const Icon = dependsOnBatch(report) ? Info : CircleCheck;
  const [verdict, ...rest] = batchesInWords(report);
  return (
    <div className={styles.report} role="group" aria-label={t('batchesResult')}>
      <h3>
        <Icon size={18} aria-hidden />
        {verdict}
      </h3>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className={styles.scroll} role="group" aria-label={t('kernelsTable')} tabIndex={0}>
        <table className={styles.table} aria-label={t('kernelsByBatch')}>
          <thead>
            <tr>
              <th scope="col">{t('stageKernels')}</th>
              {report.among.slice(0, -1).map((rows) => (
                <th key={rows} scope="col">
                  {rows === 1 ? t('alone') : t('batchOf', { rows })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.stages.map((stage) => (
              <Row key={`${stage.set} ${stage.stage}`} stage={stage} among={report.among} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.small}>{t('batchLegend', { rows: report.among.at(-1)!, b: bold })}</p>
    </div>
  );
}

function Row({ stage: { set, stage, rows }, among }: { stage: BatchedStage; among: readonly number[] }) {
  const kernels = [...new Set(rows.flatMap((row) => row.kernels))];
  return (
    <tr>
      <th scope="row">
        <SetMark set={set} /> {stage}
        <span className={styles.kernels}>{kernels.join(', ')}</span>
      </th>
      {among.slice(0, -1).map((size) => (
        <Cell key={size} row={rows.find((row) => row.among === size)} />
      ))}
    </tr>
  );
}

function Cell({ row }: { row: BatchedRow | undefined }) {
  if (!row) return <td>–</td>;
  if (row.values === 0) return <td title={t('sameBits')}>=</td>;
  return <td title={t('valuesDiffer', { values: row.values, of: row.of, layers: row.layers })}>{short(row.error)}</td>;
}
