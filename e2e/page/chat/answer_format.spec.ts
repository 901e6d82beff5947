import type { Locator } from '@playwright/test';
import { violationsOf } from '../../pages/axe.ts';
import type { ChatRequest } from '../../../src/worker/api.ts';
import { expect, inEngine, test } from '../test.ts';

const schema = '{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}';

/** What a screen reader says of a box last. */
const verdictOf = (box: Locator) =>
  box.evaluate((element) => {
    const described = element.getAttribute('aria-describedby')!.split(' ');
    return document.getElementById(described.at(-1)!)?.textContent;
  });

test('a schema is checked while it is written, goes to the engine, and its answer is code', async ({ page, chat }) => {
  await chat.open();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByLabel('Answer as').selectOption('JSON that fits a schema');
  const box = dialog.getByLabel('JSON schema', { exact: true });
  await expect(dialog.getByRole('status')).toContainText('There is no schema yet');
  await box.fill('{"type": "object", "properties": {"a": {"not": {}}}}');
  await expect(dialog.getByRole('status')).toContainText('The schema uses “not” at #/properties/a');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  expect(await verdictOf(box)).toContain('The schema uses “not”');

  // A window of 640 pixels at 200% is 320 wide. Tab leads out of the box, down to the tools.
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 480 });
  await box.press('Tab');
  await expect(box).not.toBeFocused();
  const calculator = dialog.getByRole('checkbox', { name: /^Calculator/ });
  for (let tabs = 0; tabs < 20 && !(await calculator.evaluate((it) => it === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(calculator).toBeInViewport();
  await page.keyboard.press('Space');
  await expect(calculator).toBeChecked();
  await page.keyboard.press('Space');
  const own = dialog.getByLabel('Custom tools');
  await own.fill(`{"name": "${'long_'.repeat(40)}"}`);
  expect(await verdictOf(own)).toContain('a name is 1 to 64 letters');
  expect(await violationsOf(page)).toEqual([]);
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await own.fill('');
  await page.setViewportSize({ width, height });
  await box.fill(schema);
  await expect(dialog.getByRole('status')).toContainText('The schema is valid');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await inEngine(page, (fake) => (fake.script = ['{', '"a": ', '1', '}']));
  await chat.begin('What?');
  await expect(chat.answers.last()).toContainText('{"a": 1}');
  await inEngine(page, (fake) => fake.endAnswer());
  await chat.idle();
  const answer = chat.answers.last();
  await expect(answer).toContainText('json, constrained to the schema');
  await expect(answer.getByRole('group', { name: 'Code, json' })).toHaveText('{"a": 1}');
  const asked = await inEngine(page, (fake) =>
    fake.calls.flatMap(({ method, given }) => (method === 'chat' ? [given as ChatRequest] : [])),
  );
  expect(asked.map(({ format }) => format)).toEqual([{ schema }]);
  await page.reload();
  await chat.ready();
  await expect(chat.answers.last()).toContainText('json, constrained to the schema');
});
