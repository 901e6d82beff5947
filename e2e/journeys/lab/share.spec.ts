import { readFile } from 'node:fs/promises';
import { takeFinding } from '../../../src/findings/container/carry.ts';
import type { DiagnosisFinding } from '../../../src/findings/format/finding.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop } from '../../pages/sharing.ts';
import { expect, test } from '../../test.ts';

test('an answer, a fault in the lab, its picture, and the picture run again', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const { content } = await chat.ask('Hello!');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Fault to inject').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await lab.getByLabel('Layer').selectOption('2');
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  const verdict = lab.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('qkv in layer 2 is wrong');
  await expect(verdict).toContainText('“Uninitialised QKV bias”');
  await lab.getByRole('button', { name: 'Share' }).click();

  const share = page.getByRole('dialog', { name: 'Share this finding' });
  await expect(share.getByRole('img')).toBeVisible();
  const shown = await downloaded(page, 'Download picture');
  await share.getByRole('radio', { name: 'hidden' }).check();
  await expect(share).toContainText('The picture contains neither the text nor its token ids');
  const hidden = await downloaded(page, 'Download picture');
  const finding = (await takeFinding(await readFile(shown.file))) as DiagnosisFinding;
  expect(finding.diagnosis.verdict).toMatchObject({ step: 'qkv', layer: 2, resembles: 'qkv_bias_uninitialised' });
  await page.keyboard.press('Escape');

  await drop(page, [shown.file]);
  const opened = page.getByRole('dialog', { name: 'qkv in layer 2 is wrong, in Toy (7M)' });
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced)/ });
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Reproduced (bit for bit )?on .*: all \d+ stages/);

  // A placeholder takes the place of a prompt that was not shared.
  await page.getByLabel('Pictures of findings').setInputFiles(hidden.file);
  await expect(opened.getByLabel('Prompt, if you know it')).toBeVisible();
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Reproduced on .*: all \d+ stages/);
  await page.keyboard.press('Escape');

  // The chat is unaffected.
  expect((await chat.regenerate()).content).toBe(content);
});
