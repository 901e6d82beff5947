import { expect, test } from 'vitest';
import type { Diagnosis, ReplayedStage } from '../../worker/api.ts';
import { lockstepMap, replayMap } from './stage_map.ts';

const stage = (layer: number | null, step: string, name: string, error: number, shape = 'many') =>
  ({
    layer,
    steps: [step],
    shape,
    stage: name,
    evidence: { error },
    floor: 1,
    bad: error > 6,
  }) as unknown as ReplayedStage;

const diagnosis = {
  model: { config: { layers: 2 } },
  replay: [
    stage(null, 'embed', 'embed', 0),
    stage(0, 'qkv', 'v', 1),
    stage(0, 'qkv', 'v', 9, 'one'),
    stage(0, 'rope', 'k_rope', 2),
    stage(0, 'rope', 'v', 7),
    stage(1, 'qkv', 'v', 3),
  ],
  lockstep: [stage(1, 'down', 'mlp_residual', 4)],
} as unknown as Diagnosis;

test('a cell sums up both sizes of batch, and keys go with values', () => {
  const { columns, rows, outside } = replayMap(diagnosis);
  expect(columns.map(({ name }) => name)).toEqual(['v', 'k_rope']);
  expect(rows[0]!.cells.map((cell) => [cell!.timesFloor, cell!.bad, cell!.stages.length])).toEqual([
    [9, true, 2],
    [7, true, 2],
  ]);
  expect(rows[1]!.cells.map((cell) => cell?.timesFloor ?? null)).toEqual([3, null]);
  expect(outside.map(({ name }) => name)).toEqual(['embed']);
});

test('columns are the stages that were looked at', () => {
  expect(lockstepMap(diagnosis).columns).toMatchObject([{ group: 'down', name: 'mlp_residual' }]);
});
