import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../../test.ts';

test.use({ bundled: 'demo' });

test('an answer whose numbers collapsed is stopped, unless one wants to see it; without the fault all is well', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 12 } });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Fault to inject').selectOption({ label: 'Uninitialised QKV bias (qkv)' });
  await lab.getByRole('checkbox', { name: /Inject it in the chat/ }).check();
  const banner = page.getByRole('status').filter({ hasText: 'on purpose' });
  await expect(banner).toContainText('Uninitialised QKV bias, layer 1');

  const stopped = await chat.ask('What is 47 + 38?');
  expect(stopped).toMatchObject({ content: '', figures: { finish: 'collapsed', tokens: 0 } });
  await expect(chat.answers.last()).toContainText('as happens after an overflow');
  await expect(chat.answers.last()).toContainText('The squares of attn_residual in layer 1 overflow');
  await expectNoViolations(page);

  await banner.getByRole('checkbox', { name: 'watchdog' }).uncheck();
  expect(await chat.regenerate()).toMatchObject({ content: '!'.repeat(12), figures: { finish: 'max-tokens' } });

  await banner.getByRole('checkbox', { name: 'watchdog' }).check();
  await banner.getByRole('button', { name: 'Remove it' }).click();
  await expect(banner).toBeHidden();
  expect((await chat.regenerate()).content).toContain('7 + 8');
});
