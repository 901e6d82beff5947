import { expect, test } from 'vitest';
import { plainFinding } from '../finding.fixture.ts';
import { pictureName } from './make.ts';

const { diagnosis, made } = plainFinding;

test.each([
  ['demo', 'bad', 'qkv', 1, 'plumbline_demo_qkv-L1-wrong_2026-11-24.png'],
  ['Qwen/Qwen3-0.6B', 'bad', 'logits', null, 'plumbline_Qwen-Qwen3-0.6B_logits-wrong_2026-11-24.png'],
  ['../../<etc>', 'pass', null, null, 'plumbline_etc_pass_2026-11-24.png'],
] as const)('%s, %s: the file is named after model, verdict and date', (name, status, step, layer, file) => {
  const verdict = { ...diagnosis.verdict, status, step, layer };
  const finding = {
    ...plainFinding,
    made: { ...made, date: '2026-11-24T15:50:00.000Z' },
    diagnosis: { ...diagnosis, verdict, model: { ...diagnosis.model, name } },
  };
  expect(pictureName(finding)).toBe(file);
});
