import { readFile } from 'node:fs/promises';
import { putFinding, takeFinding } from '../../../src/findings/container/carry.ts';
import type { KernelFinding } from '../../../src/findings/format/finding.ts';
import { linkTo } from '../../../src/findings/link/told.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('a verdict on a kernel is shared, opened as told, and tried again by a press alone', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/kernel');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const text = lab.getByRole('textbox', { name: 'WGSL' });
  await lab.getByRole('button', { name: 'Start from its text' }).click();
  const right = await text.inputValue();
  const wrong = right.replace('residual +', '');
  await text.fill(wrong);
  await lab.getByRole('button', { name: 'Try this kernel' }).click();
  await lab.getByRole('button', { name: 'Share' }).click();

  // Shared with its text and without.
  const share = page.getByRole('dialog', { name: 'Share this finding' });
  await expect(share.getByRole('img')).toHaveAttribute('alt', /^Custom product_add is wrong, landscape/);
  await expect(share).toContainText(/The picture and the link contain the text of your kernel, 1,\d{3} bytes\./);
  await expectNoViolations(page);
  const shown = await downloaded(page, 'Download picture');
  expect(shown.name).toMatch(/^plumbline_Toy-7M_product_add-wrong_\d{4}-\d\d-\d\d\.png$/);
  const png = await readFile(shown.file);
  const finding = (await takeFinding(png)) as KernelFinding;
  expect(finding.kernel).toMatchObject({ kernel: 'product_add', compiled: true, text: wrong });
  const csv = await readFile((await downloaded(page, 'CSV')).file, 'utf8');
  expect(csv.split('\r\n')).toHaveLength(2 + 10 + 12 + 2);
  await share.getByRole('radio', { name: 'hidden' }).check();
  await expect(share).toContainText('Neither picture nor link contains the text of your kernel');
  const hidden = await downloaded(page, 'Download picture');
  expect(((await takeFinding(await readFile(hidden.file))) as KernelFinding).kernel.text).toBeNull();
  await page.keyboard.press('Escape');

  // Opened, it is told and not measured, its text can be read, and nothing has run.
  const tried = () => inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'tryKernel').length);
  await drop(page, [shown.file]);
  const opened = page.getByRole('dialog', { name: 'Custom product_add is wrong, in Toy (7M)' });
  await expect(opened).toContainText('Nothing has been run here yet');
  const recorded = opened.getByRole('region', { name: 'Recorded result' });
  await expect(recorded).toContainText('Nothing of it was measured here');
  await expect(recorded).toContainText(
    /Alone, on tiny values \(F32, inputs 21, outputs 65\) from seed \d+, its relative error is 1\./,
  );
  await opened.getByText(/^Read the text/).click();
  await expect(opened.getByLabel('Kernel’s text')).toContainText('fn product_add(');
  expect(await tried()).toBe(1);
  await expectNoViolations(page);
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced|Custom)/ });
  const runIt = opened.getByRole('button', { name: 'Run on this machine' });
  await runIt.click();
  await expect(outcome).toContainText(/^Reproduced: it is wrong on .*, too\. 10 trials alone and 12 stages/);
  expect(await tried()).toBe(2);
  const again = opened.getByRole('region', { name: 'Reproduce' });
  await expect(again.getByRole('table', { name: 'Alone, relative error' }).getByRole('row')).toHaveCount(9);
  await expect(again.getByRole('table', { name: 'Time in a layer' })).toContainText('105 µs, 107 µs');
  await expectNoViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page);
  expect(await opened.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 720 });

  // Another text than the recorded one has another verdict, and both sides are shown.
  const claimed = await putFinding(png, { ...finding, kernel: { ...finding.kernel, text: right } });
  const buffer = Buffer.from(claimed);
  await page.getByLabel('Pictures of findings').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
  await runIt.click();
  await expect(outcome).toContainText(/^Not reproduced: recorded as wrong, right on /);
  await expect(again.getByRole('row', { name: /tiny values \(F32, inputs 21/ })).toContainText('differs');

  // Without its text it cannot be run.
  await page.getByLabel('Pictures of findings').setInputFiles(hidden.file);
  await expect(opened).toContainText('The kernel cannot be run here: its text was not shared');
  await expect(runIt).toBeHidden();

  // A link tells the verdict, and carries the text.
  await page.goto(linkTo(finding, './'));
  const linked = page.getByRole('dialog', { name: 'A custom kernel in Toy (7M)' });
  const told = linked.getByRole('region', { name: 'As told by the sender' });
  await expect(told).toContainText('Custom product_add is wrong');
  await expect(told.getByRole('table')).toContainText('10 of 10 wrong');
  await expectNoViolations(page);
  await linked.getByRole('button', { name: 'Run on this machine' }).click();
  await expect(linked.getByRole('status').filter({ hasText: /^Custom/ })).toContainText('product_add is wrong on ');
  expect(await tried()).toBe(4);
});
