/** The columns of a board: what they are called, what they say, and by what they sort. */
import { count, percent, rate, times } from '../../format.ts';
import { adapterInWords } from '../copy/adapter.ts';
import { weightsInWords } from '../copy/run.ts';
import { multiple } from '../diagnosis/noise_floors.ts';
import type { BoardRow } from '../format/board.ts';
import { t } from '../../strings/board/t.ts';

export const columnNames = [
  'adapter',
  'browser',
  'model',
  'context',
  'fused',
  'reference',
  'speedUp',
  'bandwidth',
  'kernels',
  'worst',
  'agreement',
] as const;
export type ColumnName = (typeof columnNames)[number];

interface Column {
  /** Whether larger values come first at first. */
  descending: boolean;
  /** Null where nothing is known. */
  value: (row: BoardRow) => string | number | null;
  /** Empty where nothing is known. */
  text: (row: BoardRow) => string;
}

const speedUp = ({ bench }: BoardRow) => (bench?.fused && bench.reference ? bench.fused / bench.reference : null);

const number = (
  value: (row: BoardRow) => number | null | undefined,
  text: (value: number, row: BoardRow) => string,
): Column => ({
  descending: true,
  value: (row) => {
    const known = value(row);
    return known === undefined || Number.isNaN(known) ? null : known;
  },
  text: (row) => {
    const known = value(row);
    return known === null || known === undefined ? '' : text(known, row);
  },
});

const name = (text: (row: BoardRow) => string): Column => ({ descending: false, value: text, text });

export const columns: Record<ColumnName, Column> = {
  adapter: name(({ adapter, isFallback, fault }) => {
    const named = adapterInWords(adapter, isFallback);
    return fault ? t('withFault', { adapter: named, fault: fault.name }) : named;
  }),
  browser: name(({ browser }) => browser),
  model: name(({ model, weights }) =>
    weights === 'stored' ? model.name : t('modelIn', { model: model.name, weights: weightsInWords(weights) }),
  ),
  context: number(({ bench }) => bench?.context, count),
  fused: number(({ bench }) => bench?.fused, rate),
  reference: number(({ bench }) => bench?.reference, rate),
  speedUp: number(speedUp, times),
  bandwidth: number(({ bench }) => bench?.bandwidthShare, percent),
  kernels: name(({ diagnosis }) => (diagnosis ? t(diagnosis.status) : '')),
  worst: number(worstOf, (floors, { diagnosis }) =>
    t('worstAt', { floors: multiple(floors), stage: diagnosis!.worst!.stage }),
  ),
  agreement: number(({ diagnosis }) => diagnosis?.sameTop, percent),
};

/** What a column is called. */
export const columnTitle = (column: ColumnName): string => t(column);

/** What a column means. */
export const columnHint = (column: ColumnName): string => t(`${column}Hint`);

/** NaN is worse than any number. */
function worstOf({ diagnosis }: BoardRow): number | null {
  const worst = diagnosis?.worst?.timesFloor ?? null;
  return Number.isNaN(worst) ? Infinity : worst;
}

export interface BoardSort {
  by: ColumnName;
  descending: boolean;
}

/** What is not known comes last in either order. */
export function sortedRows<Row extends BoardRow>(rows: readonly Row[], { by, descending }: BoardSort): Row[] {
  const { value } = columns[by];
  const compared = (a: string | number, b: string | number) =>
    typeof a === 'string' || typeof b === 'string'
      ? String(a).localeCompare(String(b), 'en')
      : a < b
        ? -1
        : Number(a > b);
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one) ?? '', value(other) ?? ''];
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return descending ? compared(b, a) : compared(a, b);
  });
}

/** The board in a sentence. */
export function boardHeadline(rows: readonly BoardRow[]): string {
  const machines = rows.map(({ adapter, isFallback, browser }) => JSON.stringify([adapter, isFallback, browser]));
  const diagnosed = rows.filter(({ diagnosis, fault }) => diagnosis && !fault);
  const passed = diagnosed.filter(({ diagnosis }) => diagnosis!.status === 'pass').length;
  const [fastest] = sortedRows(rows, { by: 'fused', descending: true });
  return [
    t('machines', { count: new Set(machines).size }),
    ...(diagnosed.length > 0 ? [t('passes', { passed, count: diagnosed.length })] : []),
    ...(fastest?.bench?.fused
      ? [t('fastest', { rate: rate(fastest.bench.fused), adapter: columns.adapter.text(fastest) })]
      : []),
  ].join(t('separator'));
}
