import { AxeBuilder } from '@axe-core/playwright';
import { visitedBefore } from './pages/kept.ts';
import { expect, test } from './test.ts';

test('the loaded model is timed, with the way there on show, and can be stopped', async ({ page, chat }) => {
  test.setTimeout(300_000);
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/bench');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Longest context').selectOption('128');
  const measure = lab.getByRole('button', { name: 'Measure' });
  await measure.click();
  await expect(lab.getByRole('progressbar', { name: 'Benchmark' })).toBeVisible();
  await lab.getByRole('button', { name: 'Stop' }).click();
  await expect(measure).toBeEnabled({ timeout: 60_000 });
  await expect(lab.getByRole('region', { name: 'Measured' })).toBeHidden();

  await measure.click();
  const measured = lab.getByRole('region', { name: 'Measured' });
  await expect(measured).toBeVisible({ timeout: 200_000 });
  await expect(measured.getByRole('table', { name: 'Decoding' }).getByRole('rowheader')).toHaveText([
    'fused',
    'reference',
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});
