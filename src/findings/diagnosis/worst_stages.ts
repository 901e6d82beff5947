import type { RecordedDiagnosis } from '../format/finding.ts';
import { lockstepMap, replayMap } from './stage_map.ts';

export interface WorstStage {
  /** As in the goldens: `L1.v`. */
  name: string;
  error: number;
  floors: number;
  bad: boolean;
}

/** The `count` stages of the replay that are furthest beyond their floors, the worst first, one for all kinds of batch. */
export function worstStages(diagnosis: RecordedDiagnosis, count: number): WorstStage[] {
  const { columns, rows, outside } = replayMap(diagnosis);
  const cells = [
    ...rows.flatMap((row) => row.cells.map((cell, i) => ({ name: `L${row.name}.${columns[i]!.name}`, cell }))),
    ...outside,
  ];
  return cells
    .flatMap(({ name, cell }) => {
      if (!cell) return [];
      const errors = cell.stages.map(({ evidence }) => evidence.error);
      return [{ name, error: Math.max(...errors), floors: cell.floors, bad: cell.bad }];
    })
    .toSorted((a, b) => Number(b.bad) - Number(a.bad) || order(b.floors) - order(a.floors))
    .slice(0, count);
}

/** NaN is worse than any number. */
const order = (floors: number) => (Number.isNaN(floors) ? Infinity : Math.min(floors, Number.MAX_VALUE));

/** How many stages of the whole program drift beyond rounding, of how many. */
export function drift(diagnosis: RecordedDiagnosis): { off: number; stages: number } {
  const { rows, outside } = lockstepMap(diagnosis);
  const cells = [...rows.flatMap((row) => row.cells), ...outside.map(({ cell }) => cell)].filter(
    (cell) => cell !== null,
  );
  return { off: cells.filter(({ bad }) => bad).length, stages: cells.length };
}
