import type { RecordedDiagnosis } from '../format/finding.ts';
import { lockstepMap, replayMap } from './stage_map.ts';

export interface WorstStage {
  /** As in the goldens: `L1.v`. */
  name: string;
  error: number;
  timesFloor: number;
  bad: boolean;
}

/** The `count` stages of the replay with the largest errors in multiples of the noise floor, the worst first. All batch shapes count as one. */
export function worstStages(run: Pick<RecordedDiagnosis, 'replay' | 'model'>, count: number): WorstStage[] {
  const { columns, rows, outside } = replayMap(run);
  const cells = [
    ...rows.flatMap((row) => row.cells.map((cell, i) => ({ name: `L${row.name}.${columns[i]!.name}`, cell }))),
    ...outside,
  ];
  return cells
    .flatMap(({ name, cell }) => {
      if (!cell) return [];
      const errors = cell.stages.map(({ evidence }) => evidence.error);
      return [{ name, error: Math.max(...errors), timesFloor: cell.timesFloor, bad: cell.bad }];
    })
    .toSorted((a, b) => Number(b.bad) - Number(a.bad) || order(b.timesFloor) - order(a.timesFloor))
    .slice(0, count);
}

/** NaN is worse than any number. */
const order = (timesFloor: number) => (Number.isNaN(timesFloor) ? Infinity : Math.min(timesFloor, Number.MAX_VALUE));

/** How many stages of the whole program drift beyond rounding, of how many. */
export function drift(diagnosis: RecordedDiagnosis): { drifted: number; stages: number } {
  const { rows, outside } = lockstepMap(diagnosis);
  const cells = [...rows.flatMap((row) => row.cells), ...outside.map(({ cell }) => cell)].filter(
    (cell) => cell !== null,
  );
  return { drifted: cells.filter(({ bad }) => bad).length, stages: cells.length };
}
