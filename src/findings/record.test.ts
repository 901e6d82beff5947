import { expect, test } from 'vitest';
import type { Diagnosis } from '../worker/api.ts';
import { writeFinding } from './format/finding.ts';
import { plainFinding } from './finding.fixture.ts';
import { writeRun } from './link/permalink.ts';
import { recordDiagnosis, specOf, type PromptPolicy } from './record.ts';

const choice = { id: 4711, byReference: 1, byOther: 0 };
const diagnosis = {
  ...plainFinding.diagnosis,
  tokens: [31_337, 4242],
  logits: { ...plainFinding.diagnosis.logits, firstDifferent: { row: 0, reference: choice, other: choice } },
} as Diagnosis;

const about = {
  app: '1',
  browser: 'test',
  date: new Date(0),
  source: { kind: 'bundled' as const },
  weights: 'stored' as const,
  promptText: 'my secret',
};

test.each<PromptPolicy>(['hidden', 'counted'])('a prompt that is %s is in neither finding nor link', (policy) => {
  const finding = recordDiagnosis(diagnosis, about, policy);
  const json = writeFinding(finding);
  for (const secret of ['31337', '4242', '4711', 'secret']) expect(json).not.toContain(secret);
  const shown = specOf(recordDiagnosis(diagnosis, about, 'shown'));
  expect(writeRun(specOf(finding)).length).toBeLessThan(writeRun(shown).length);
});

test('a prompt that is shown is there as text and as ids', () => {
  const { prompt } = recordDiagnosis(diagnosis, about, 'shown');
  expect(prompt).toEqual({ show: 'shown', tokens: [31_337, 4242], text: 'my secret' });
});

test('what an address tells of whoever asked for it is left out', () => {
  const source = { kind: 'url' as const, base: 'https://me:word@models.example/qwen/?signature=abc#x' };
  expect(recordDiagnosis(diagnosis, { ...about, source }, 'hidden').source).toEqual({
    kind: 'url',
    base: 'https://models.example/qwen/',
  });
});
