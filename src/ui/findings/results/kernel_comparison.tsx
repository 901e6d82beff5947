import { errorInWords } from '../../../findings/copy/diagnosis.ts';
import { shapeInWords, timeInWords } from '../../../findings/copy/own_kernel.ts';
import type { ComparedTrial, KernelReproduction } from '../../../findings/own_kernel/compare.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import { t as sharing } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';
import { StageComparison } from './stage_comparison.tsx';

/** More rows would hide what matters. Those that differ come first, then the wrong ones. */
const maxRows = 8;

interface Props {
  comparison: KernelReproduction;
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two runs of a kernel: trial by trial, stage by stage, and the times. */
export function KernelComparison({ comparison: { trials, stages, times }, sides }: Props) {
  if (trials.length + stages.stages.length === 0) return <p>{t('noneInCommon')}</p>;
  return (
    <>
      {trials.length > 0 && (
        <Table caption={t('trialsTable')} columns={[t('inputs'), ...sides, t('outcome')]}>
          {trials
            .toSorted((a, b) => rank(b) - rank(a))
            .slice(0, maxRows)
            .map(({ kernel, inputs, seed, recorded, here, outcome }) => (
              <tr key={`${kernel} ${seed} ${inputs}`} data-differs={outcome === 'differs' || undefined}>
                <th scope="row">{inputs}</th>
                <td>{errorInWords(recorded.error)}</td>
                <td>{errorInWords(here.error)}</td>
                <td>{sharing(outcome)}</td>
              </tr>
            ))}
        </Table>
      )}
      {stages.stages.length > 0 && <StageComparison reproduction={stages} sides={sides} />}
      {times.length > 0 && (
        <Table caption={t('timesTable')} columns={[t('batch'), ...sides]}>
          {times.map(({ shape, recorded, here }) => (
            <tr key={shape}>
              <th scope="row">{shapeInWords(shape)}</th>
              <td>{t('bothTimes', timeInWords(recorded))}</td>
              <td>{t('bothTimes', timeInWords(here))}</td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

const rank = ({ outcome, recorded, here }: ComparedTrial) =>
  (outcome === 'differs' ? 2 : 0) + (recorded.bad || here.bad ? 1 : 0);

interface TableProps {
  caption: string;
  columns: readonly string[];
  children: React.ReactNode;
}

function Table({ caption, columns, children }: TableProps) {
  return (
    <table className={`${styles.facts} ${styles.stages}`}>
      <caption>{caption}</caption>
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
  );
}
