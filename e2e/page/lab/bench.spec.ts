import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test('the loaded model is timed, with the way there on show, and can be stopped', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/bench');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Longest context').selectOption('128');
  const measure = lab.getByRole('button', { name: 'Measure' });
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await measure.click();
  await expect(page.getByRole('progressbar', { name: 'Benchmarking' })).toBeVisible();
  // What is measured is on show while the rest runs.
  await expect(lab.getByRole('table', { name: 'Prefill' }).getByRole('rowheader')).toHaveText(['fused']);
  await expect(lab.getByRole('table', { name: 'Decode' })).toBeHidden();
  await page.getByRole('button', { name: 'Stop the benchmark' }).click();
  await expect(measure).toBeEnabled();
  await expect(lab.getByRole('region', { name: 'Results' })).toBeHidden();

  await inEngine(page, (fake) => fake.release());
  await measure.click();
  const measured = lab.getByRole('region', { name: 'Results' });
  await expect(measured).toBeVisible();
  await expect(measured.getByRole('table', { name: 'Decode' }).getByRole('rowheader')).toHaveText([
    'fused',
    'reference',
  ]);
  await expectNoViolations(page);
});
