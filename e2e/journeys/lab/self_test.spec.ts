import { miscompile } from '../../fixtures/browser_bug.ts';
import type { ChatPage } from '../../pages/chat.ts';
import { SelfTestPage } from '../../pages/self_test.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test as base } from '../../test.ts';

const test = base.extend<{ selfTest: SelfTestPage }>({ selfTest: ({ page }, use) => use(new SelfTestPage(page)) });

const settings = { checkKernels: true };
const question = 'Tell me something.';

/** Asks the reference, which the miscompiled kernels do not affect, and then switches to the fused kernels. */
async function askThenFuse(chat: ChatPage): Promise<string> {
  const { content } = await chat.ask(question);
  await chat.page.getByRole('radio', { name: 'fused', exact: true }).check();
  return content;
}

test('a kernel that computes wrong values is reported, replaced and shown; on the next visit from the start', async ({
  page,
  chat,
  selfTest,
}) => {
  await miscompile(page, { 'silu(sums.x * scale) * sums.y * scale': 'silu(sums.x * scale) * sums.y' });
  await visitedBefore(page, { settings });
  await chat.open();
  const right = await askThenFuse(chat);
  await selfTest.ended();
  await expect(selfTest.alert).toContainText('gate_up runs its reference because its fused kernel is wrong');
  await expect(selfTest.alert).toContainText('swiglu of layer 0 and of 3 more layers');
  await expect(selfTest.alert).toContainText('Earlier answers may be wrong: regenerate them.');
  await expectNoViolations(page);
  expect((await chat.regenerate()).content).toBe(right);

  await selfTest.alert.getByRole('button', { name: 'Look at it in the lab' }).click();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab.getByRole('region', { name: 'Verdict' })).toContainText('gate_up in layer 0 is wrong');
  await expect(selfTest.alert).toBeVisible();

  // A person can still run the wrong kernel.
  await selfTest.unfold.click();
  await expect(selfTest.step('gate_up')).toBeDisabled();
  await expect(selfTest.step('gate_up')).toHaveAccessibleDescription(
    /Always the reference here: its fused kernel is wrong/,
  );
  await expect(selfTest.step('down')).toBeEnabled();
  await expectNoViolations(page);
  await selfTest.steps.getByRole('button', { name: /^Run it anyway ?: the fused kernel of gate_up$/ }).click();
  await expect(selfTest.step('gate_up')).toBeFocused();
  await expect(selfTest.step('gate_up')).toBeChecked();
  await expect(selfTest.alert).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect((await chat.regenerate()).content).not.toBe(right);

  await page.reload();
  await chat.ready();
  await expect(selfTest.reminder).toContainText('gate_up runs its reference because');
  expect((await chat.regenerate()).content).toBe(right);
  await selfTest.reminder.getByRole('button', { name: 'Dismiss' }).click();
  await expect(selfTest.reminder).toHaveCount(0);
  await expect(selfTest.unfold).toHaveAccessibleName(/some fused kernels are wrong here$/);
});

test('a reference kernel that does not compile is the answer’s failure, with the remedy', async ({ page, chat }) => {
  await miscompile(page, { 'fn matmul(': 'fn matmul(;' });
  await visitedBefore(page, { settings });
  await chat.open();
  await chat.ask(question);
  await expect(chat.answers.last()).toContainText(
    /The kernel matmul does not compile here \(line \d+: .*\): update the browser or the graphics driver/,
  );
});
