import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test('a fault is made, found and explained, stage by stage', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab).toContainText('Which kernel is wrong?');
  await lab.getByLabel('Fault to inject').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await expect(lab).toContainText('Qwen3 has none');
  await lab.getByLabel('Layer').selectOption('2');
  await lab.getByRole('checkbox', { name: /Bisect/ }).check();
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await expect(chat.send).toBeDisabled();
  await inEngine(page, (fake) => fake.release());
  const asked = await inEngine(page, (fake) => fake.calls.findLast(({ method }) => method === 'diagnose')!.given);
  expect(asked).toMatchObject({ fault: { name: 'qkv_bias_uninitialised', layer: 2 }, bisect: true });

  const verdict = lab.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('qkv in layer 2 is wrong');
  await expect(verdict).toContainText('“Uninitialised QKV bias”');
  await expect(verdict).toContainText('Ruled out');
  const replay = lab.getByRole('table', { name: 'Replay' });
  await expect(replay.getByRole('button', { name: /wrong$/ })).toHaveCount(3);
  await expect(
    lab.getByRole('table', { name: 'Lockstep' }).getByRole('button', { name: /^layer 3.*wrong$/ }),
  ).not.toHaveCount(0);
  await replay.getByRole('button', { name: /^layer 2, v: / }).click();
  const details = lab.getByRole('table', { name: 'Selected stage' });
  await expect(details).toContainText('v of layer 2');
  await expect(details.getByRole('row', { name: /largest value/ })).toContainText('e+28');
  await expectNoViolations(page);

  const trail = lab.getByRole('table', { name: 'Bisection' });
  await expect(trail).toContainText('qkv fused, and all else reference, is enough to go wrong');
  await expect(trail.getByRole('row')).toHaveCount(4); // the head, all, embed, qkv

  // Without it all is well, and the chat answers as before.
  await lab.getByLabel('Fault to inject').selectOption('');
  await lab.getByRole('checkbox', { name: /Bisect/ }).uncheck();
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  await expect(verdict).toContainText('All fused steps are correct');
  await expect(details).toBeHidden();
  await expect(replay.getByRole('button', { name: /wrong$/ })).toHaveCount(0);
  expect((await chat.ask('Hello!')).content).not.toBe('');
});

test('a diagnosis can be stopped', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await lab.getByRole('button', { name: 'Find the wrong step' }).click();
  const working = page.getByRole('region', { name: 'Engine status' });
  await expect(working).toContainText('Diagnosing: running each step on the reference’s inputs');
  await expect(working.getByRole('progressbar')).toHaveAttribute('value', '0.3');
  await working.getByRole('button', { name: 'Stop the diagnosis' }).click();
  await expect(lab.getByRole('button', { name: 'Find the wrong step' })).toBeEnabled();
  await expect(lab.getByRole('alert')).toHaveCount(0);
  await expect(chat.send).toBeVisible();
});

test('a message sent meanwhile waits for the diagnosis, or ends it', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await page.getByRole('button', { name: 'Find the wrong step' }).click();
  await chat.message.fill('Hello!');
  await chat.message.press('Enter');
  await expect(page.getByText('it will be sent when the diagnosis ends')).toBeVisible();
  await expect(chat.message).toHaveValue('Hello!');
  await page.getByRole('button', { name: 'Send now, and stop the diagnosis' }).click();
  await expect(chat.answers).toHaveCount(1);
  await chat.idle();
  await expect(page.getByRole('button', { name: 'Find the wrong step' })).toBeEnabled();
});
