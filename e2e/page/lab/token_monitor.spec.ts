import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('an answer is drawn layer by layer as it comes, by both sets of kernels, and can be gone back over', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 10 } });
  await chat.open('./#lab/live');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab).toContainText('What do the layers do?');

  await chat.ask('What is 47 + 38?');
  const chart = lab.getByRole('img', {
    name: /^Position \d+, fused kernels: RMS of mlp_residual ranges from .* in layer/,
  });
  await expect(chart).toBeVisible();
  await expect(chart.locator('[data-look="fused"] title')).toHaveCount(8);
  await expect(chart.locator('[data-look="first"] title')).toHaveCount(8);
  const last = Number(/Position (\d+)/.exec((await chart.getAttribute('aria-label'))!)![1]);

  await page.getByRole('radio', { name: 'reference' }).click();
  await chat.regenerate();
  const both = lab.getByRole('img', { name: /reference kernels/ });
  await expect(both.locator('[data-look="reference"] title')).toHaveCount(8);
  await expect(both.locator('[data-look="fused"] title')).toHaveCount(8);

  await lab.getByLabel('Stage').selectOption('attn');
  await expect(lab.getByRole('img', { name: /RMS of attn ranges from/ })).toBeVisible();
  await lab.getByLabel('Figure', { exact: true }).selectOption({ label: 'entropy' });
  await lab.getByRole('slider', { name: /^Token/ }).press('Home');
  await lab.getByText(/^Numbers of position/).click();
  const first = last - 8;
  await expect(lab.getByText(`Numbers of position ${first}`)).toBeVisible();
  const entropies = lab.getByRole('table').getByRole('row').getByRole('cell');
  const unknown = async () => (await entropies.allInnerTexts()).filter((text) => text === '—').length;
  // Each token measures attention in one of the eight layers, so the eighth token completes it.
  expect(await unknown()).toBeGreaterThan(0);
  await lab.getByRole('slider', { name: /^Token/ }).press('End');
  await expect(lab.getByText(`Numbers of position ${last}`)).toBeVisible();
  expect(await entropies.count()).toBeGreaterThanOrEqual(8);
  expect(await unknown()).toBe(0);
  await expectNoViolations(page);
});
