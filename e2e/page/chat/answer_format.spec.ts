import { violationsOf } from '../../pages/axe.ts';
import type { ChatRequest } from '../../../src/worker/api.ts';
import { expect, inEngine, test } from '../test.ts';

const schema = '{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}';

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
  expect(await violationsOf(page)).toEqual([]);
  await box.fill(schema);
  await expect(dialog.getByRole('status')).toContainText('The schema is understood');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await inEngine(page, (fake) => (fake.script = ['{', '"a": ', '1', '}']));
  await chat.begin('What?');
  await expect(chat.answers.last()).toContainText('{"a": 1}');
  await inEngine(page, (fake) => fake.endAnswer());
  await chat.idle();
  const answer = chat.answers.last();
  await expect(answer).toContainText('json, held to the schema');
  await expect(answer.getByRole('group', { name: 'Code, json' })).toHaveText('{"a": 1}');
  const asked = await inEngine(page, (fake) =>
    fake.calls.flatMap(({ method, given }) => (method === 'chat' ? [given as ChatRequest] : [])),
  );
  expect(asked.map(({ format }) => format)).toEqual([{ schema }]);
  await page.reload();
  await chat.ready();
  await expect(chat.answers.last()).toContainText('json, held to the schema');
});
