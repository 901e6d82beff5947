import { shapeInWords, timeInWords } from '../../../findings/copy/own_kernel.ts';
import { short, times } from '../../../format.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import { byStage } from '../../../findings/own_kernel/by_shape.ts';
import type { OwnKernelReport } from '../../../worker/api.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './own_kernel.module.css';

type Measured = Pick<OwnKernelReport, 'alone' | 'replay' | 'times'>;

/** Every trial alone, every stage of the model, and the times. */
export function Evidence({ report: { alone, replay, times: taken } }: { report: Measured }) {
  return (
    <>
      {alone.length > 0 && (
        <Table title={t('alone')} columns={[t('inputs'), t('error'), t('bound')]}>
          {alone.map(({ inputs, error, bound, bad, kernel, seed }) => (
            <tr key={`${kernel} ${seed} ${inputs}`} data-bad={bad}>
              <th scope="row">{inputs}</th>
              <td>{short(error)}</td>
              <td>{short(bound)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Table title={t('inModel')} columns={[t('stage'), t('batch'), t('wrongLayers'), t('worstError'), t('floor')]}>
        {byStage(replay).map(({ stage, shape, layers, wrong, worst }) => (
          <tr key={`${stage} ${shape}`} data-bad={wrong > 0}>
            <th scope="row">{stage}</th>
            <td>{shapeInWords(shape)}</td>
            <td>{t('ofLayers', { wrong, count: layers.length })}</td>
            <td>{short(worst.evidence.error)}</td>
            <td>{short(worst.floor)}</td>
          </tr>
        ))}
      </Table>
      {taken.length > 0 && (
        <Table title={t('time')} columns={[t('batch'), t('own'), t('theirs'), t('ratio')]}>
          {taken.map((time) => {
            const { shape, own, onFile } = timeInWords(time);
            return (
              <tr key={shape}>
                <th scope="row">{shape}</th>
                <td>{t('microseconds', { us: own })}</td>
                <td>{t('microseconds', { us: onFile })}</td>
                <td>{times(time.own / time.onFile)}</td>
              </tr>
            );
          })}
        </Table>
      )}
    </>
  );
}

interface TableProps {
  title: string;
  columns: readonly string[];
  children: React.ReactNode;
}

function Table({ title, columns, children }: TableProps) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <Wide label={title}>
        <table aria-label={title} className={styles.table}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </Wide>
    </section>
  );
}
