import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

const model = tmpdir();

test('reads its flags', () => {
  expect(parseOptions(['--trial', 'kill', '--model', model, '--kills', '3', '--rate', '5'])).toEqual({
    trial: 'kill',
    model,
    kills: 3,
    rate: 5,
    latency: 0,
  });
  expect(parseOptions(['--trial', 'speed', '--model', model])).toMatchObject({ kills: 10, rate: 40 });
});

test.each([
  [[], '--trial is missing: give one of faults, kill, memory, speed, tabs'],
  [['--trial', 'x', '--model', model], '--trial x: give one of'],
  [['--trial', 'kill'], '--model is missing'],
  [['--trial', 'kill', '--model', model, '--kills', '0'], '--kills 0: give a whole number from 1 to 100'],
  [['--trial', 'kill', '--model', model, '--rate', '1.5'], '--rate 1.5: give a whole number'],
])('refuses %j', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
