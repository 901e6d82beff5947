import { miscompile } from '../fixtures/browser_bug.ts';
import type { ChatPage } from '../pages/chat.ts';
import { GatePage } from '../pages/gate.ts';
import { visitedBefore } from '../pages/kept.ts';
import { expectNoViolations } from '../pages/sharing.ts';
import { expect, test as base } from '../test.ts';

const test = base.extend<{ gate: GatePage }>({ gate: ({ page }, use) => use(new GatePage(page)) });

const settings = { checkKernels: true };
const question = 'Tell me something.';

/** Asks the reference, which a browser's mistakes with the fused kernels do not reach, and then has those run. */
async function askThenFuse(chat: ChatPage): Promise<string> {
  const { content } = await chat.ask(question);
  await chat.page.getByRole('radio', { name: 'fused', exact: true }).check();
  return content;
}

test('a kernel that computes wrong values is told, replaced and shown; on the next visit from the start', async ({
  page,
  chat,
  gate,
}) => {
  await miscompile(page, { 'silu(sums.x * scale) * sums.y * scale': 'silu(sums.x * scale) * sums.y' });
  await visitedBefore(page, { settings });
  await chat.open();
  const right = await askThenFuse(chat);
  await gate.ended();
  await expect(gate.alert).toContainText('gate_up runs its reference, since its fused kernel is wrong');
  await expect(gate.alert).toContainText('swiglu of layer 0 and of 3 more layers');
  await expect(gate.alert).toContainText('What was answered before may be wrong: regenerate it.');
  await expectNoViolations(page);
  expect((await chat.regenerate()).content).toBe(right);

  await gate.alert.getByRole('button', { name: 'Look at it in the lab' }).click();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab.getByRole('region', { name: 'Verdict' })).toContainText('gate_up in layer 0 is wrong');
  await expect(gate.alert).toBeVisible();

  // Whoever wants to see what it does may.
  await gate.unfold.click();
  await expect(gate.step('gate_up')).toBeDisabled();
  await expect(gate.step('gate_up')).toHaveAccessibleDescription(
    /Always the reference here: its fused kernel is wrong/,
  );
  await expect(gate.step('down')).toBeEnabled();
  await expectNoViolations(page);
  await gate.steps.getByRole('button', { name: 'Run the fused kernel of gate_up all the same' }).click();
  await expect(gate.step('gate_up')).toBeFocused();
  await expect(gate.step('gate_up')).toBeChecked();
  await expect(gate.alert).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect((await chat.regenerate()).content).not.toBe(right);

  await page.reload();
  await chat.ready();
  await expect(gate.reminder).toContainText('gate_up runs its reference, since');
  expect((await chat.regenerate()).content).toBe(right);
  await gate.reminder.getByRole('button', { name: 'Dismiss' }).click();
  await expect(gate.reminder).toHaveCount(0);
  await expect(gate.unfold).toHaveAccessibleName(/not all fused kernels are right here$/);
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
