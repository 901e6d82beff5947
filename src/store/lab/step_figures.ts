import type { Measured, Pace, Program, StepName } from '../../worker/api.ts';
import type { ProgramName } from '../../vocabulary/program.ts';

type Sample = NonNullable<Measured['sample']>;

/** Sums over those tokens of one program that were timed step by step. */
export interface ColumnFigures {
  /** The program as it ran. */
  program: Program;
  fusions: Sample['fusions'];
  tokens: number;
  ns: Sample['ns'];
  /** The tokens among these that the CPU sampled, and the time that took. */
  cpuSampled: { tokens: number; ns: number };
}

/** What was measured during one answer. */
export interface StepFigures {
  /** Its id in the conversation. */
  answer: number;
  /** A column is a uniform program, or the selected mix. */
  columns: Partial<Record<ProgramName, ColumnFigures>>;
  paces: readonly Pace[];
  /** The greatest common divisor of all times so far, in ns: a large one reveals a coarse clock. */
  clockNs: number;
}

export function add(before: StepFigures | null, answer: number, { sample, paces }: Measured): StepFigures {
  const figures = before?.answer === answer ? before : { answer, columns: {}, paces: [], clockNs: 0 };
  if (!sample) return { ...figures, paces };
  const column = figures.columns[sample.set];
  const same = column && sameProgram(column.program, sample.program);
  return {
    answer,
    paces,
    columns: { ...figures.columns, [sample.set]: sumWith(same ? column : null, sample) },
    clockNs: Object.values(sample.ns).reduce(commonDivisor, figures.clockNs),
  };
}

function sumWith(column: ColumnFigures | null, { program, fusions, ns, cpuSampleNs }: Sample): ColumnFigures {
  const sums: ColumnFigures['ns'] = { ...column?.ns };
  for (const [step, time] of Object.entries(ns) as [StepName, number][]) sums[step] = (sums[step] ?? 0) + time;
  const sampled = column?.cpuSampled ?? { tokens: 0, ns: 0 };
  return {
    program,
    fusions,
    tokens: (column?.tokens ?? 0) + 1,
    ns: sums,
    cpuSampled: cpuSampleNs === null ? sampled : { tokens: sampled.tokens + 1, ns: sampled.ns + cpuSampleNs },
  };
}

function sameProgram(a: Program, b: Program): boolean {
  return (Object.keys(a) as StepName[]).every((step) => a[step] === b[step]);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
