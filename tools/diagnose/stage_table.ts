import type { ComparedStage } from '../../src/findings/diagnosis/reproduction.ts';
import { errorInWords } from '../../src/findings/copy/diagnosis.ts';

const heads = ['layer', 'steps', 'batch', 'stage', 'recorded', 'here', 'verdict'];

/** A line for every stage that both runs compared: its error as a multiple of the noise floor in each, and the outcome. */
export function stageTable(stages: readonly ComparedStage[]): string {
  const rows = stages.map(({ layer, steps, shape, stage, recorded, here, outcome }) => [
    layer === null ? '' : String(layer),
    steps.join('+'),
    shape,
    stage,
    ...[recorded, here].map(({ timesFloor, bad }) => `${errorInWords(timesFloor)}${bad ? ' wrong' : ''}`),
    outcome,
  ]);
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]!.length)));
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
