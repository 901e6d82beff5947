import { expect, it } from 'vitest';
import type { Command } from '../../gpu/recording.ts';
import { cut, sums } from './step_timer.ts';

/** Dispatches of these steps, an empty name for a mark. */
const commands = (...steps: string[]) =>
  steps.map((step) => (step ? { kind: 'dispatch', step } : { kind: 'mark', mark: 0 })) as Command<unknown>[];

it('cuts a recording where the step changes, marks left out', () => {
  const runs = cut(commands('embed', '', 'qkv', 'qkv', '', 'rope', 'qkv', ''));
  expect(runs.map(({ step, commands: { length } }) => [step, length])).toEqual([
    ['embed', 1],
    ['qkv', 2],
    ['rope', 1],
    ['qkv', 1],
  ]);
});

it('sums the runs of a step over the layers', () => {
  const timestamps = BigUint64Array.of(100n, 130n, 130n, 150n, 155n, 2n ** 40n);
  expect(sums(['qkv', 'down', 'qkv'], timestamps)).toEqual({ qkv: 30 + 2 ** 40 - 155, down: 20 });
});
