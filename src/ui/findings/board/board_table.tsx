import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import {
  columnHint,
  columnNames,
  columns,
  columnTitle,
  type BoardSort,
  type ColumnName,
} from '../../../findings/board/columns.ts';
import { keyOf, type HeldRow } from '../../../findings/board/rows.ts';
import { IconButton } from '../../controls/button.tsx';
import { Wide } from '../../controls/wide.tsx';
import { t } from '../../../strings/board/t.ts';
import { board } from './board.ts';
import styles from './board.module.css';

/** A row a machine and model, sorted by any column. */
export function BoardTable({ rows, sort }: { rows: readonly HeldRow[]; sort: BoardSort }) {
  return (
    <Wide label={t('scrolled')}>
      <table className={styles.table} aria-label={t('table')}>
        <thead>
          <tr>
            {columnNames.map((name) => (
              <Header key={name} name={name} sort={sort} />
            ))}
            <th scope="col">{t('source')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('removeColumn')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Header({ name, sort }: { name: ColumnName; sort: BoardSort }) {
  const { descending } = columns[name];
  const active = sort.by === name;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      data-number={descending || undefined}
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" title={columnHint(name)} onClick={() => board.getState().sortBy(name)}>
        {columnTitle(name)}
        {active && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}

function Row({ row }: { row: HeldRow }) {
  const [first, ...rest] = columnNames;
  const wrong = row.diagnosis !== null && row.diagnosis.status !== 'pass';
  return (
    <tr data-wrong={wrong || undefined}>
      <th scope="row" title={columns[first].text(row)}>
        {columns[first].text(row)}
      </th>
      {rest.map((name) => (
        <td
          key={name}
          data-number={columns[name].descending || undefined}
          data-verdict={name === 'kernels' || undefined}
        >
          {columns[name].text(row) || '–'}
        </td>
      ))}
      <td>{t(row.here ? 'here' : 'told')}</td>
      <td>
        <IconButton
          label={t('remove', { adapter: columns.adapter.text(row), browser: row.browser, model: row.model.name })}
          icon={Trash2}
          onClick={() => board.getState().remove(row)}
        />
      </td>
    </tr>
  );
}
