import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { StepFigures } from '../../../store/lab/step_figures.ts';
import { SetMark } from '../../controls/set_mark.tsx';
import { Copy } from './copy.tsx';
import { type Cell, type Sort, type SortKey, sorted, table } from './rows.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './step_table.module.css';
import { factor, microseconds, shownColumns } from './table_text.ts';
import type { ProgramName } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/compare/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';

/** The steps, each with its time under every program as a number and as a bar. */
export function StepTable({ figures }: { figures: StepFigures }) {
  const [sort, setSort] = useState<Sort>({ by: 'step', descending: false });
  const whole = useMemo(() => table(figures), [figures]);
  const shown = shownColumns(figures);
  const longest = Math.max(...whole.rows.flatMap(({ cells }) => shown.map((column) => cells[column]?.us ?? 0)));
  const header = (by: SortKey, label: string, mark?: ProgramName) => (
    <SortHeader by={by} label={label} mark={mark} sort={sort} onSort={setSort} />
  );
  return (
    <Wide label={t('stepTimes')}>
      <table className={styles.table} data-columns={shown.length}>
        <caption>
          <span>{t('perToken')}</span>
          <Copy table={whole} figures={figures} />
        </caption>
        <thead>
          <tr>
            {header('step', t('step'))}
            {shown.map((column) => header(column, kernels(column), column))}
            {header('speedUp', t('speedUp'))}
          </tr>
        </thead>
        <tbody>
          {sorted(whole.rows, sort).map(({ step, cells, speedUp, speedUpNote }) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td className={styles.bars} aria-hidden>
                {shown.map((column) => (
                  <Bar key={column} column={column} share={(cells[column]?.us ?? 0) / longest} />
                ))}
              </td>
              {shown.map((column) => (
                <TimeCell key={column} cell={cells[column]} />
              ))}
              <td>
                {speedUp === null ? <Words text="–" /> : factor(speedUp)}
                {speedUpNote !== null && <small>{speedUpNote}</small>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('sum')}
            </th>
            {shown.map((column) => (
              <td key={column}>{whole.sums[column] === undefined ? '–' : microseconds(whole.sums[column])}</td>
            ))}
            <td>{whole.speedUp === null ? '–' : factor(whole.speedUp)}</td>
          </tr>
        </tfoot>
      </table>
    </Wide>
  );
}

interface SortHeaderProps {
  by: SortKey;
  label: string;
  mark: ProgramName | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Numbers sort from the largest at first, steps from the first step. */
function SortHeader({ by, label, mark, sort, onSort }: SortHeaderProps) {
  const active = sort.by === by;
  const next = active ? !sort.descending : by !== 'step';
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    // The bars are between the steps and the numbers, under the header of the steps.
    <th
      scope="col"
      colSpan={by === 'step' ? 2 : 1}
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" onClick={() => onSort({ by, descending: next })}>
        {mark && <SetMark set={mark} />}
        {label}
        {active && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}

function TimeCell({ cell }: { cell: Cell | undefined }) {
  if (!cell || cell.us === null) {
    return (
      <td>
        <Words text={cell?.note ?? '–'} />
      </td>
    );
  }
  return (
    <td>
      {microseconds(cell.us)}
      {cell.note !== null && <small>{cell.note}</small>}
    </td>
  );
}

function Words({ text }: { text: string }) {
  return <span className={styles.words}>{text}</span>;
}

function Bar({ column, share }: { column: ProgramName; share: number }) {
  return <div className={styles.bar} data-set={column} style={{ width: `${share * 100}%` }} />;
}
