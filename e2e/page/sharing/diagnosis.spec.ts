import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { takeFinding } from '../../../src/findings/container/carry.ts';
import type { DiagnosisFinding } from '../../../src/findings/format/finding.ts';
import { permalink } from '../../../src/findings/link/permalink.ts';
import { specOf } from '../../../src/findings/record.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

test('a finding is shared, dropped, reproduced, linked to, kept, exported and compared', async ({
  page,
  chat,
  models,
}) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Fault to inject').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await lab.getByLabel('Layer').selectOption('2');
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await lab.getByRole('button', { name: 'Share' }).click();

  // Shared, in every look.
  const share = page.getByRole('dialog', { name: 'Share this finding' });
  const preview = share.getByRole('img');
  for (const look of ['tall', 'dark', 'landscape', 'light']) {
    await share.getByRole('radio', { name: look, exact: true }).check();
    await expect(preview).toHaveAttribute('alt', new RegExp(`^qkv in layer 2 is wrong, .*${look}`));
  }
  await expectNoViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page);
  expect(await share.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 720 });
  const secret = await downloaded(page, 'Download picture');
  await share.getByRole('radio', { name: 'hidden' }).check();
  await expect(share).toContainText('The picture contains neither the text nor its token ids');
  await expect(preview).toBeVisible();
  const hidden = await downloaded(page, 'Download picture');
  await share.getByRole('radio', { name: 'shown', exact: true }).check();
  expect(secret.name).toMatch(/^plumbline_Toy-7M_qkv-L2-wrong_\d{4}-\d\d-\d\d\.png$/);
  const png = await readFile(secret.file);
  expect(png.length).toBeLessThan(400_000);
  const finding = (await takeFinding(png)) as DiagnosisFinding;
  expect(finding).toMatchObject({
    prompt: { show: 'shown', text: 'The capital of France is' },
    source: { kind: 'bundled' },
  });
  expect(((await takeFinding(await readFile(hidden.file))) as DiagnosisFinding).prompt).toEqual({ show: 'hidden' });
  const csv = await readFile((await downloaded(page, 'CSV')).file, 'utf8');
  expect(csv.split('\r\n')).toHaveLength(2 + finding.diagnosis.replay.length + finding.diagnosis.lockstep.length);
  await share.getByRole('button', { name: 'Keep in gallery' }).click();
  await expect(share).toContainText('Kept in the gallery');
  await page.keyboard.press('Escape');
  await expect(share).toBeHidden();

  // Dropped, shown as it was, and run again only when asked.
  await drop(page, [secret.file]);
  const opened = page.getByRole('dialog', { name: 'qkv in layer 2 is wrong, in Toy (7M)' });
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced)/ });
  await expect(opened).toContainText('Nothing has been run here yet');
  await expect(
    opened.getByRole('table', { name: 'Recorded replay' }).getByRole('button', { name: /wrong$/ }),
  ).toHaveCount(3);
  await expectNoViolations(page);
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Reproduced (bit for bit )?on .*: all \d+ stages/);
  await expectNoViolations(page);

  // Compared with the one that the lab still has.
  await opened.getByRole('button', { name: 'Compare with the lab’s diagnosis' }).click();
  const two = page.getByRole('dialog', { name: 'Two findings, side by side' });
  await expect(two).toContainText('0 different');
  await expectNoViolations(page);

  // A placeholder takes the place of a prompt that was not shared.
  await page.getByLabel('Pictures of findings').setInputFiles(hidden.file);
  await expect(opened.getByLabel('Prompt, if you know it')).toBeVisible();
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Reproduced on .*: all \d+ stages/);
  await opened.getByRole('button', { name: 'Keep in gallery' }).click();

  // Kept twice: searched, compared, exported, deleted, and taken in again.
  const gallery = page.getByRole('tabpanel', { name: 'Findings' });
  const entries = gallery.getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expectNoViolations(page);
  await gallery.getByLabel('Search').fill('capital qkv');
  await expect(entries).toHaveCount(1);
  await gallery.getByLabel('Search').fill('');
  const all = await downloaded(page, 'Export all', gallery);
  for (const box of await gallery.getByRole('checkbox').all()) await box.check();
  await gallery.getByRole('button', { name: 'Compare the two selected' }).click();
  await expect(two.getByRole('row', { name: /prompt/ }).locator('mark')).toHaveCount(2);
  await expect(two.getByRole('row', { name: /adapter/ }).locator('mark')).toHaveCount(0);
  await expectNoViolations(page);
  await two.getByRole('button', { name: 'All findings' }).click();
  for (let left = 2; left > 0; left--) {
    await gallery
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    await expect(entries).toHaveCount(left - 1);
  }
  await gallery.getByLabel('Exported gallery').setInputFiles(all.file);
  await expect(gallery).toContainText('2 imported');
  await expect(entries).toHaveCount(2);

  // A saved link opens it in the whole window.
  await page.goto('./#gallery');
  const wide = page.getByRole('dialog', { name: 'Gallery of findings' });
  await expect(wide.getByRole('listitem')).toHaveCount(2);
  await expect(wide.getByRole('button', { name: 'Open a finding' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await gallery.getByRole('button', { name: 'Open the gallery in the whole window' }).click();
  await expect(wide).toBeVisible();

  // A link runs nothing before a click. It names the model to load if another one is loaded.
  await page.goto(permalink(specOf(finding), './'));
  await expect(page.getByRole('dialog', { name: 'A diagnosis of Toy (7M)' })).toContainText('Program: all steps fused');
  const other = { ...specOf(finding), model: { name: 'other', hash: '0'.repeat(64) } };
  await page.goto(permalink({ ...other, source: { kind: 'url', base: 'https://evil.example/<b>x' } }, './'));
  const strange = page.getByRole('dialog', { name: 'A diagnosis of other' });
  await expect(strange).toContainText('from https://evil.example/%3Cb%3Ex. Loaded now: Toy (7M) (content');
  await expect(strange.getByRole('button', { name: 'Check https://evil.example/' })).toBeVisible();

  // The way to the model that a run needs, and back to the run.
  await page.goto(permalink({ ...specOf(finding), weights: '4-bit' }, './'));
  const rounded = page.getByRole('dialog', { name: 'A diagnosis of Toy (7M)' });
  await expect(rounded).toContainText('Load it again with weights 4-bit');
  await rounded.getByRole('button', { name: 'Check the model bundled with Plumbline' }).click();
  await models.dialog.getByLabel('Weights').selectOption('4-bit');
  await models.loadIt();
  await page.getByRole('button', { name: 'Back to the finding' }).click();
  await expect(rounded.getByRole('button', { name: 'Reproduce' })).toBeEnabled();
});

/** What chats and screenshots do to a picture. */
async function remade(page: Page, png: Buffer): Promise<Record<string, Buffer>> {
  const made = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const again = async (scale: number, type: string) => {
      const canvas = new OffscreenCanvas(bitmap.width * scale, bitmap.height * scale);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type, quality: 0.7 });
      return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
    };
    return {
      'without chunks': await again(1, 'image/png'),
      'JPEG at 70': await again(1, 'image/jpeg'),
      'half as large': await again(0.5, 'image/png'),
    };
  }, png.toString('base64'));
  return Object.fromEntries(Object.entries(made).map(([how, base64]) => [how, Buffer.from(base64, 'base64')]));
}

test('the code in the README’s picture survives what chats do to pictures', async ({ page, browser, chat }) => {
  const png = await readFile('docs/finding.png');
  const { diagnosis, prompt } = (await takeFinding(png)) as DiagnosisFinding;
  const tokens = 'tokens' in prompt ? prompt.tokens.length : 0;
  expect(tokens).toBeGreaterThan(0);
  await visitedBefore(page);
  await chat.open();
  await page.goto('./#finding');
  const pictures = await remade(page, png);
  const wide = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 1440, height: 900 } });
  await wide.setContent(
    `<h1>A chat</h1><img width="900" src="data:image/png;base64,${png.toString('base64')}"><p>and more`,
  );
  pictures['a screenshot at 2x'] = await wide.screenshot();
  await wide.close();
  for (const [how, buffer] of Object.entries(pictures)) {
    await test.step(how, async () => {
      await page.getByLabel('Pictures of findings').setInputFiles({ name: 'picture', mimeType: 'image/png', buffer });
      const opened = page.getByRole('dialog', { name: `A diagnosis of ${diagnosis.model.name}` });
      await expect(opened).toContainText('Only how to run it is known');
      await expect(opened.getByRole('table', { name: 'Set-up' })).toContainText(`${tokens} token ids`);
      await page.reload();
    });
  }
});
