import type { ColumnFigures, StepFigures } from '../../../store/lab/step_figures.ts';
import type { StepName } from '../../../worker/api.ts';
import { programNames, stepNames, type ProgramName } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/compare/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';

/** A step's time under one program: a number, a note in its place, or both. */
export interface Cell {
  /** Microseconds per token, summed over the layers. */
  us: number | null;
  note: string | null;
}

export interface Row {
  step: StepName;
  cells: Partial<Record<ProgramName, Cell>>;
  /** The reference's time divided by the fused one's; null where either is unknown. */
  speedUp: number | null;
  /** Which other steps the speed-up includes. */
  speedUpNote: string | null;
}

export interface Table {
  rows: Row[];
  /** Of the whole token, by column. */
  sums: Partial<Record<ProgramName, number>>;
  speedUp: number | null;
}

export function table({ columns: given }: StepFigures): Table {
  const measured = programNames.flatMap((column) => {
    const figures = given[column];
    return figures ? [[column, figures] as const] : [];
  });
  const rows = stepNames.map((step): Row => {
    const cells = Object.fromEntries(measured.map(([column, figures]) => [column, cell(figures, step)]));
    return { step, cells, ...compared(given, step) };
  });
  const sums = Object.fromEntries(
    measured.map(([column, figures]) => [
      column,
      stepNames.reduce((sum, step) => sum + (timeOf(figures, step) ?? 0), 0),
    ]),
  ) as Table['sums'];
  return { rows, sums, speedUp: ratio(sums.reference, sums.fused) };
}

function cell(figures: ColumnFigures, step: StepName): Cell {
  const us = timeOf(figures, step);
  const { fusions, cpuSampled, program } = figures;
  if (step === 'rope' && fusions.ropeAttention) return { us: null, note: t('inAttention') };
  if (step === 'sample' && cpuSampled.tokens > 0) return { us, note: t('onCpu') };
  if (step === 'attention' && fusions.ropeAttention) return { us, note: t('withRope') };
  if (step === 'attn_out' && fusions.attentionOut) return { us, note: t('withMerging') };
  const others = step !== 'embed' && new Set(Object.values(program)).size > 1;
  return { us, note: others && program[step] === 'reference' ? kernels('reference') : null };
}

/** Microseconds per token; null where the program has no kernel of its own for the step. */
function timeOf({ ns, cpuSampled, tokens }: ColumnFigures, step: StepName): number | null {
  const onCpu = step === 'sample' && cpuSampled.tokens > 0;
  const total = onCpu ? cpuSampled.ns + (ns.sample ?? 0) : ns[step];
  return total === undefined || tokens === 0 ? null : total / tokens / 1000;
}

/** Steps that the fused program runs as one kernel are compared with the sum of those steps. */
function compared({ reference, fused }: StepFigures['columns'], step: StepName): Pick<Row, 'speedUp' | 'speedUpNote'> {
  const none = { speedUp: null, speedUpNote: null };
  // Both sets run the same kernel: any difference between its times is chance.
  if (!reference || !fused || step === 'embed' || reference.program[step] === fused.program[step]) return none;
  const ropeFused = fused.fusions.ropeAttention;
  if (step === 'rope' && ropeFused) return none;
  const before = timeOf(reference, step);
  const rope = step === 'attention' && ropeFused ? timeOf(reference, 'rope') : null;
  const speedUp = ratio(before === null ? null : before + (rope ?? 0), timeOf(fused, step));
  return { speedUp, speedUpNote: rope === null ? null : t('withRope') };
}

function ratio(reference: number | null | undefined, fused: number | null | undefined): number | null {
  return reference && fused ? reference / fused : null;
}

export type SortKey = 'step' | ProgramName | 'speedUp';
export interface Sort {
  by: SortKey;
  descending: boolean;
}

/** The rows in another order. Rows without a value come last in either direction. */
export function sorted(rows: readonly Row[], { by, descending }: Sort): Row[] {
  if (by === 'step') return descending ? rows.toReversed() : [...rows];
  const value = (row: Row) => (by === 'speedUp' ? row.speedUp : row.cells[by]?.us) ?? null;
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return descending ? y - x : x - y;
  });
}
