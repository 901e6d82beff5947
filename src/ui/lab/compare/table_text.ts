import type { Table } from './rows.ts';
import type { StepFigures } from '../../../store/lab/step_figures.ts';
import { programNames, type ProgramName } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/compare/t.ts';
import { listed } from '../../../strings/localized.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `12345.6` as `12,346`, `12.34` as `12.3`. */
export function microseconds(us: number): string {
  return us >= 999.95 ? grouped.format(us) : us.toFixed(1);
}

/** `2.345` as `2.35×`, `23.45` as `23.5×`. */
export function factor(value: number): string {
  return `${value >= 99.95 ? grouped.format(value) : value.toFixed(value >= 9.995 ? 1 : 2)}×`;
}

/** The step of a clock in ns, as text: `65.5 µs`, `100 µs`. */
export const clockStep = (ns: number): string => `${Number((ns / 1000).toFixed(1))} µs`;

/** The table as Markdown. `subject` says what was measured, and on what. */
export function asMarkdown(table: Table, figures: StepFigures, subject: string): string {
  const shown = shownColumns(figures);
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${subject}; ${tokens(figures)}`,
    '',
    row([t('step'), ...shown.map((set) => t('column', { set })), t('speedUp')]),
    row(['---', ...shown.map(() => '--:'), '--:']),
    ...table.rows.map(({ step, cells, speedUp, speedUpNote }) => {
      const times = shown.map((column) => words(cells[column]?.us, cells[column]?.note));
      return row([step, ...times, words(speedUp, speedUpNote, factor)]);
    }),
    row([t('sum'), ...shown.map((column) => words(table.sums[column])), words(table.speedUp, null, factor)]),
    '',
  ].join('\n');
}

/** The numbers alone, with three decimals, separated by tabs. */
export function asTsv(table: Table, figures: StepFigures): string {
  const shown = shownColumns(figures);
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : value.toFixed(3));
  const lines = [
    ['step', ...shown.map((column) => `${column}_us`), 'speed_up'],
    ...table.rows.map(({ step, cells, speedUp }) => [
      step,
      ...shown.map((column) => number(cells[column]?.us)),
      number(speedUp),
    ]),
    ['sum', ...shown.map((column) => number(table.sums[column])), number(table.speedUp)],
  ];
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}

/** Reference and fused always, the mix where it was measured. */
export function shownColumns({ columns: given }: StepFigures): ProgramName[] {
  return programNames.filter((column) => column !== 'mixed' || given.mixed);
}

/** `12 tokens of reference and 13 of fused`. */
export function tokens({ columns: given }: StepFigures): string {
  const counts = programNames.flatMap((column) => (given[column] ? [[column, given[column].tokens] as const] : []));
  return listed(counts.map(([set, count], index) => t(index === 0 ? 'tokensOf' : 'moreOf', { count, set })));
}

function words(value: number | null | undefined, note: string | null = null, write = microseconds): string {
  if (value === null || value === undefined) return note ?? '–';
  return note === null ? write(value) : `${write(value)} (${note})`;
}
