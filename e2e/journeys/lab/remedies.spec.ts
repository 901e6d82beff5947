import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../../test.ts';

test('remedies are tried: moving powers of two changes nothing, clamping and scaling do', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/weights');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const remedies = lab.getByRole('region', { name: 'Remedies' });
  await remedies.getByRole('button', { name: 'Try them here' }).click();
  const tried = remedies.getByRole('row');
  await expect(tried).toHaveCount(4);
  // Moving powers of two is exact: all logits and 200 tokens are the same.
  await expect(tried.nth(1)).toContainText(/Moved into Q.*bit for bit.*0.*all 200/);
  await expect(tried.nth(2)).toContainText(/Clamped.*10.*\d+ of 200/);
  await expect(tried.nth(3)).toContainText(/Scaled.*10.*\d+ of 200/);

  await expectNoViolations(page);
});
