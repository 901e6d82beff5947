import { CircleCheck, Info } from 'lucide-react';
import { short } from '../../../format.ts';
import { useChecking, useProgram } from '../../../store/hooks.ts';
import { checking } from '../../../store/stores.ts';
import type { BatchedRow, BatchedStage, BatchInvarianceReport } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { SetMark } from '../../controls/set_mark.tsx';
import panel from '../panel.module.css';
import styles from './checks.module.css';
import { useMayCheck } from './use_may_check.ts';
import { batchesInWords, dependsOnBatch } from './words.ts';

/** Whether a row's values depend on how many run with it, kernel by kernel. */
export function Batches() {
  const program = useProgram((state) => state.program);
  const report = useChecking((state) => state.batches);
  const mayCheck = useMayCheck();
  return (
    <section className={styles.section} aria-label="Batch invariance">
      <h2>Batch invariance</h2>
      <p>
        Does a row depend on how many run with it? The last row of a prompt runs alone and among others, and every
        kernel’s values are compared bit by bit. Each kernel starts from the reference’s inputs.
      </p>
      <div className={panel.buttons}>
        <Button disabled={!mayCheck} onClick={() => void checking.getState().tryBatches(program)}>
          Compare alone and among others
        </Button>
      </div>
      {report && <Report report={report} />}
    </section>
  );
}

function Report({ report }: { report: BatchInvarianceReport }) {
  const Icon = dependsOnBatch(report) ? Info : CircleCheck;
  const [verdict, ...rest] = batchesInWords(report);
  return (
    <div className={styles.report} role="group" aria-label="Bits by batch">
      <h3>
        <Icon size={18} aria-hidden />
        {verdict}
      </h3>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className={styles.scroll} role="group" aria-label="Table of kernels" tabIndex={0}>
        <table className={styles.table} aria-label="Kernels by batch">
          <thead>
            <tr>
              <th scope="col">stage, kernels</th>
              {report.among.slice(0, -1).map((rows) => (
                <th key={rows} scope="col">
                  {rows === 1 ? 'alone' : `of ${rows}`}
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
      <p className={styles.small}>
        Compared with the same row among {report.among.at(-1)}: <b>=</b> is the same bits in every layer, a number is
        rms(difference) / rms(value) of the worst layer, – lies inside a kernel.
      </p>
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
  if (row.values === 0) return <td title="The same bits">=</td>;
  return <td title={`${row.values} of ${row.of} values differ, in ${row.layers} layers`}>{short(row.error)}</td>;
}
