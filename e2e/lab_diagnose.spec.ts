import { AxeBuilder } from '@axe-core/playwright';
import { visitedBefore } from './pages/kept.ts';
import { expect, test } from './test.ts';

test('a fault is made, found and explained, stage by stage', async ({ page, chat }) => {
  test.setTimeout(240_000);
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab).toContainText('Which kernel is wrong?');
  await lab.getByLabel('Fault to make').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await expect(lab).toContainText('Qwen3 has none');
  await lab.getByLabel('Layer').selectOption('2');
  await lab.getByRole('checkbox', { name: /Bisect/ }).check();
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await expect(chat.send).toBeDisabled();

  const verdict = lab.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('qkv in layer 2 is wrong', { timeout: 120_000 });
  await expect(verdict).toContainText('“Uninitialised QKV bias”');
  await expect(verdict).toContainText('What it is not');
  const replay = lab.getByRole('table', { name: 'Replay' });
  await expect(replay.getByRole('button', { name: /wrong$/ })).toHaveCount(3);
  await expect(
    lab.getByRole('table', { name: 'Lockstep' }).getByRole('button', { name: /^layer 3.*wrong$/ }),
  ).not.toHaveCount(0);
  await replay.getByRole('button', { name: /^layer 2, v: / }).click();
  const details = lab.getByRole('table', { name: 'Chosen stage' });
  await expect(details).toContainText('v of layer 2');
  await expect(details.getByRole('row', { name: /largest value/ })).toContainText('e+28');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }

  const trail = lab.getByRole('table', { name: 'Bisection' });
  await expect(trail).toContainText('it takes qkv fused, and no other step');
  await expect(trail.getByRole('row')).toHaveCount(4); // the head, all, embed, qkv

  // Without it all is well, and the chat answers as before.
  await lab.getByLabel('Fault to make').selectOption('');
  await lab.getByRole('checkbox', { name: /Bisect/ }).uncheck();
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await expect(verdict).toContainText('Every fused step is right', { timeout: 120_000 });
  await expect(details).toBeHidden();
  await expect(replay.getByRole('button', { name: /wrong$/ })).toHaveCount(0);
  expect((await chat.ask('Hello!')).content).not.toBe('');
});

test('a diagnosis can be stopped', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await lab.getByRole('button', { name: 'Stop' }).click();
  await expect(lab.getByRole('button', { name: 'Find the wrong step' })).toBeEnabled();
  await expect(lab.getByRole('alert')).toHaveCount(0);
  await expect(chat.send).toBeVisible();
});
