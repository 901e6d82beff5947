import { expect, test } from 'vitest';
import type { Diagnosis } from '../../worker/api.ts';
import { diagnosisAnswer } from '../copy/diagnosis.ts';
import { compareRuns } from './reproduction.ts';

type Change = Partial<{ layer: number | null; step: string; error: number; floor: number; bad: boolean }>;

const stage = ({ layer = 0, step = 'qkv', error = 1e-7, floor = 1e-7, bad = false }: Change) => ({
  layer,
  steps: [step],
  shape: 'many',
  stage: 'q',
  evidence: { error },
  floor,
  bad,
});
const run = (stages: Change[], step: string | null = null) =>
  ({ replay: stages.map(stage), verdict: { status: step ? 'bad' : 'pass', step, layer: 0 } }) as unknown as Diagnosis;

const compare = (recorded: Change[], here: Change[], sameTokens = true) =>
  compareRuns(run(recorded), run(here), sameTokens);

test.each<[string, Change, Change, string]>([
  ['the same to the bit', {}, {}, 'identical'],
  ['right on both', {}, { error: 4e-7 }, 'reproduced'],
  ['wrong on both, by alike errors', { error: 1e28, bad: true }, { error: 1.8e28, bad: true }, 'reproduced'],
  ['wrong on both, by other errors', { error: 1e28, bad: true }, { error: 3e28, bad: true }, 'differs'],
  ['wrong there only', { error: 1, bad: true }, {}, 'differs'],
  ['wrong here only', {}, { error: 1, bad: true }, 'differs'],
  ['no number on both', { error: Infinity, bad: true }, { error: Number.NaN, bad: true }, 'reproduced'],
  ['no number here only', { error: 1e28, bad: true }, { error: Infinity, bad: true }, 'differs'],
])('%s', (_, recorded, here, outcome) => {
  expect(compare([recorded], [here]).stages[0]).toMatchObject({ outcome });
});

test('with another prompt only right and wrong count', () => {
  const wrong = { error: 1, bad: true };
  expect(compare([wrong, { layer: 1 }], [{ error: 9, bad: true }, { layer: 1 }], false).counts).toEqual({
    identical: 0,
    reproduced: 2,
    differs: 0,
  });
});

test('the first difference is the first of the pass, whatever the order in the file', () => {
  const bad = { error: 1, bad: true };
  const stages = [{ layer: null, step: 'logits' }, { layer: 2 }, { layer: 1 }, { layer: null, step: 'embed' }];
  const found = compare(stages, [
    { ...stages[0], ...bad },
    { ...stages[1], ...bad },
    { ...stages[2], ...bad },
    stages[3]!,
  ]);
  expect(found.first).toMatchObject({ layer: 1, steps: ['qkv'] });
  expect(diagnosisAnswer(found, 'my GPU')).toBe(
    'Not reproduced on my GPU: 3 of 4 stages differ, first q of step qkv in layer 1.',
  );
});

test('what only one adapter runs as one kernel is counted, and compared with nothing', () => {
  const found = compare([{}, { step: 'rope' }], [{}, { step: 'down' }, { step: 'logits' }]);
  expect([found.stages.length, found.unmatched]).toEqual([1, 3]);
});

test('the answer says whether it is the same to the bit, and whether the verdict is', () => {
  expect(diagnosisAnswer(compare([{}], [{}]), 'X')).toBe('Reproduced bit for bit on X: all 1 stages.');
  expect(diagnosisAnswer(compare([{}], [{ error: 2e-7 }]), 'X')).toContain(
    'Reproduced on X: all 1 stages, correct ones within the noise floor',
  );
  expect(diagnosisAnswer(compareRuns(run([{}], 'qkv'), run([{}], 'down'), true), 'X')).toContain('the verdict differs');
  expect(diagnosisAnswer(compare([], [{}]), 'X')).toContain('Nothing to compare');
});
