import { expect, test } from 'vitest';
import type { Diagnosis } from '../worker/api.ts';
import { writeFinding } from './format/finding.ts';
import { plainFinding } from './finding.fixture.ts';
import { writeRun } from './link/permalink.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import { recordDiagnosis, recordKernel, recordToken, specOf, type PromptPolicy } from './record.ts';
import { kernelOf } from './own_kernel/own_kernel.fixture.ts';
import { plainToken } from './token/token.fixture.ts';

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
  cache: 'f32' as const,
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

test('what layers would say next is shared with the conversation only', () => {
  const said = { likeliest: [{ id: 4711, name: 'secret', share: 1 }], entropy: 0 };
  const token = plainToken((figures) => (figures.lens = { layers: [said, said], gpuMs: 0.3 }));
  const { model, adapter } = plainFinding.diagnosis;
  const on = { tokens: [1, 2, 3, 4, 5, 6, 7, 8], sampling: greedySettings, fault: null };
  const plot = { of: 'attention', figure: 'entropy' } as const;
  const seen = { model, adapter, on, from: 1, plot, token, others: [token], first: token, odds: null };
  const shown = recordToken(seen, about, 'shown');
  expect(shown.live.token.lens).toEqual(token.lens);
  const withheld = recordToken(seen, { ...about, promptText: null }, 'counted');
  expect(withheld.live.token.lens).toBeNull();
  expect(writeFinding(withheld)).not.toContain('secret');
});

test('a kernel’s text that is withheld is in neither finding nor link, nor what the compiler quotes of it', () => {
  const warning = { type: 'warning', text: 'unused my_secret', file: null, line: 3, column: 1 } as const;
  const error = { ...warning, type: 'error' } as const;
  const { kernel } = kernelOf(0.5);
  const report = { ...kernel, text: 'fn my_secret() {}', messages: [warning, error] };
  const withheld = recordKernel(report, about, 'hidden');
  for (const said of [writeFinding(withheld), writeRun(specOf(withheld))]) expect(said).not.toContain('secret');
  expect(withheld.kernel).toMatchObject({ text: null, alone: kernel.alone, replay: kernel.replay });
  // Errors come first.
  expect(withheld.kernel.messages).toEqual([error, warning].map((one) => ({ ...one, text: null })));
  const shown = recordKernel(report, about, 'shown');
  expect(specOf(shown)).toMatchObject({ kind: 'kernel', kernel: 'product_add', seed: 7, text: report.text });
  expect(shown.kernel.messages).toEqual([error, warning]);
});

test('what an address tells of whoever asked for it is left out', () => {
  const source = { kind: 'url' as const, base: 'https://me:word@models.example/qwen/?signature=abc#x' };
  expect(recordDiagnosis(diagnosis, { ...about, source }, 'hidden').source).toEqual({
    kind: 'url',
    base: 'https://models.example/qwen/',
  });
});
