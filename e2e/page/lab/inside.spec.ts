import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('a token shows what its layers would say and what it attends to, and is shared with that', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 6 } });
  await chat.open('./#lab/live');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await chat.ask('What is 47 + 38?');
  await expect(page.getByRole('button', { name: 'Regenerate' })).toBeVisible();

  // An answer without it: the token is run again.
  await lab.getByRole('checkbox', { name: /^Logit lens/ }).check();
  expect(await inEngine(page, (fake) => fake.configuration().lensed)).toBe(true);
  await lab.getByRole('button', { name: /^Compute it for position \d+$/ }).click();
  const lens = lab.getByRole('table', { name: 'What each layer would say next' });
  await expect(lens.getByRole('rowheader')).toHaveText(['7', '6', '5', '4', '3', '2', '1', '0']);
  await expect(lab).toContainText('The lens took 0.31 ms of the GPU for this token.');
  // The other tokens stay on the map.
  await expect(
    lab.getByRole('slider', { name: /^RMS of mlp_residual of every token: 8 layers and [2-9] tokens\.$/ }),
  ).toBeVisible();

  await lab.getByRole('button', { name: /^What position \d+ attends to$/ }).click();
  const attention = lab.getByRole('group', { name: /^What position \d+ attends to$/ });
  const most = attention.getByRole('table', { name: 'Most attended' });
  await expect(most.getByRole('row').nth(1)).toContainText('60.0%');
  const grid = attention.getByRole('img', { name: /^Most on token \d+: head \d+ of layer \d+/ });
  const before = await grid.getAttribute('aria-label');
  await most.getByRole('button').first().press('Enter');
  await expect(grid).not.toHaveAttribute('aria-label', before!);
  await expect(attention.getByRole('button', { name: /^Full screen: Heads on / })).toBeVisible();
  await attention.getByLabel('Head', { exact: true }).selectOption('2');
  await expect(most.getByRole('row').nth(2)).toContainText('30.0%');
  await expectNoViolations(page);

  // With the next answer they come by themselves.
  await chat.regenerate();
  await expect(lens).toBeVisible();
  await lab.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
});
