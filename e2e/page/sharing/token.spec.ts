import { readFile } from 'node:fs/promises';
import { putFinding, takeFinding } from '../../../src/findings/container/carry.ts';
import type { TokenFinding } from '../../../src/findings/format/finding.ts';
import { permalink } from '../../../src/findings/link/permalink.ts';
import { specOf } from '../../../src/findings/record.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('a token that was watched is shared, opened, run again, and held against what was recorded', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 10 } });
  await chat.open('./#lab/live');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await chat.ask('What is 47 + 38?');
  await lab.getByLabel('Stage').selectOption('swiglu');
  await lab.getByRole('button', { name: 'Share' }).click();

  const share = page.getByRole('dialog', { name: 'Share this finding' });
  const headline = /^Largest value [\d.e]+, in layer \d+ at \w+/;
  await expect(share.getByRole('img')).toHaveAttribute('alt', new RegExp(`${headline.source}, landscape`));
  await expect(share).toContainText('the token ids of the whole conversation up to this token');
  await expectNoViolations(page);
  const shown = await downloaded(page, 'Download picture');
  await share.getByRole('radio', { name: 'length only' }).check();
  await expect(share).toContainText('The picture contains neither your question nor any token');
  const withheld = await downloaded(page, 'Download picture');
  expect(shown.name).toMatch(/^plumbline_Toy-7M_position-\d+_\d{4}-\d\d-\d\d\.png$/);
  const png = await readFile(shown.file);
  expect(png.length).toBeLessThan(400_000);
  const finding = (await takeFinding(png)) as TokenFinding;
  const { position } = finding.live.token;
  expect(finding).toMatchObject({
    prompt: { show: 'shown', text: 'What is 47 + 38?' },
    live: { plot: { of: 'row', figure: 'rms', stage: 'swiglu' }, fault: null, token: { set: 'fused', layers: 8 } },
  });
  expect(finding.prompt.show === 'shown' && finding.prompt.tokens).toHaveLength(position + 1);
  const counted = (await takeFinding(await readFile(withheld.file))) as TokenFinding;
  expect(counted.prompt).toEqual({ show: 'counted', count: position + 1 });
  await page.keyboard.press('Escape');

  // Opened, its charts are there, and nothing has run.
  await drop(page, [shown.file]);
  const opened = page.getByRole('dialog', { name: headline });
  await expect(opened).toContainText('Nothing has been run here yet');
  await expect(opened).toContainText('Conversation: “What is 47 + 38?”');
  const recorded = opened.getByRole('region', { name: 'Recorded result' });
  const chart = recorded.getByRole('img', { name: new RegExp(`^Position ${position}, fused kernels: RMS of swiglu`) });
  await expect(chart.locator('[data-look="fused"] title')).toHaveCount(8);
  await recorded.getByLabel('Figure', { exact: true }).selectOption({ label: 'largest' });
  await recorded.getByText(/^Numbers of position/).click();
  await expect(recorded.getByRole('table', { name: 'Figures by layer' }).getByRole('row')).toHaveCount(9);
  await expectNoViolations(page);

  // Run again, it has the same figures, and the chat is unaffected.
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced|Run on)/ });
  await expect(outcome).toContainText(/^Reproduced .*: all \d+ figures/);
  const again = opened.getByRole('region', { name: 'Reproduce' });
  await expect(again.getByRole('img').locator('[data-look]')).toHaveCount(2);
  await expect(again.getByRole('table', { name: 'Largest differences' }).getByRole('row')).toHaveCount(9);
  console.log(`    ${await outcome.innerText()}`);
  await expectNoViolations(page);

  // Without its tokens there is nothing to compare, and the page says so.
  await page.getByLabel('Pictures of findings').setInputFiles(withheld.file);
  await expect(opened).toContainText('Reproduce runs a placeholder conversation');
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Run on .*nothing to compare/);

  // Two findings share one chart.
  await page.getByLabel('Pictures of findings').setInputFiles([shown.file, withheld.file]);
  const two = page.getByRole('dialog', { name: 'Two findings, side by side' });
  await expect(two).toContainText('0 differ by more than 0.10%');
  await expect(two.getByRole('row', { name: /conversation/ }).locator('mark')).toHaveCount(2);
  await expectNoViolations(page);

  // A link carries the tokens. A run with other kernels counts as different only beyond rounding.
  const spec = specOf(finding);
  await page.goto(permalink(spec, './'));
  const linked = page.getByRole('dialog', { name: 'A token of Toy (7M)' });
  await expect(linked).toContainText('Only how to run it is known');
  await linked.getByRole('button', { name: 'Reproduce' }).click();
  await expect(linked.getByRole('status').filter({ hasText: /^Run on/ })).toContainText('not known');
  await page.keyboard.press('Escape');
  await expect(chat.answers).toHaveCount(1);
});

test('a token of a wrong kernel says where it collapses, and differs where the kernel is right', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 6 } });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Fault to inject').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await lab.getByRole('checkbox', { name: /Inject it in the chat/ }).check();
  await page.getByRole('checkbox', { name: 'watchdog' }).uncheck();
  await page.goto('./#lab/live');
  await chat.ask('What is 47 + 38?');
  await lab.getByRole('button', { name: 'Share' }).click();
  const share = page.getByRole('dialog', { name: 'Share this finding' });
  await expect(share.getByRole('img')).toHaveAttribute('alt', /^Collapses in layer 1, at \w+, /);
  const picture = await downloaded(page, 'Download picture');
  expect(picture.name).toMatch(/^plumbline_Toy-7M_\w+-L1-(overflow|not-finite)_/);
  const png = await readFile(picture.file);
  const finding = (await takeFinding(png)) as TokenFinding;
  expect(finding.live.fault).toEqual({ name: 'qkv_bias_uninitialised', layer: 1 });
  await page.keyboard.press('Escape');

  await drop(page, [picture.file]);
  const opened = page.getByRole('dialog', { name: /^Collapses in layer 1/ });
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced|Run on)/ });
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(/^Reproduced .*: all \d+ figures/);

  const right = await putFinding(png, { ...finding, live: { ...finding.live, fault: null } });
  const buffer = Buffer.from(right);
  await page.getByLabel('Pictures of findings').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
  await expect(opened).toContainText('Fault: none injected');
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(outcome).toContainText(
    /^Not reproduced on .* differ by more than 0\.10%, first \w+ of \w+ in layer 1: /,
  );
});
