import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../../test.ts';

test.use({ bundled: 'demo' });

test('the demo’s gains are as extreme as published, and said to do no harm', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/weights');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const reading = lab.getByRole('region', { name: 'Verdict on the gains' });
  await expect(reading).toContainText('Extreme gains, but nothing is wrong');
  await expect(reading).toContainText('The largest is 96.5, in the K norm of layer 0.');
  const cells = (layer: string) =>
    lab
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: layer, exact: true }) })
      .getByRole('cell')
      .allInnerTexts();
  // Mean, std and max of K, as published with Qwen3-0.6B: tools/demo-model/training/k_norm.py.
  expect((await cells('0')).slice(1, 4)).toEqual(['3.56', '9.13', '96.50']);
  expect((await cells('1')).slice(1, 4)).toEqual(['2.34', '3.98', '44.50']);
  expect((await cells('2')).slice(1, 4)).toEqual(['2.47', '3.94', '44.00']);
  await expectNoViolations(page);
});
