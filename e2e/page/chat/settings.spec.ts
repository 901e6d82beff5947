import type { Page } from '@playwright/test';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import type { ChatRequest } from '../../../src/worker/api.ts';
import { expect, inEngine, test } from '../test.ts';

test.beforeEach(({ page }) => endlessAnswers(page));

/** Changes settings as a person does: in the dialog, which is closed again. */
async function set(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

test('settings go to the engine with the next message, and not before', async ({ page, chat }) => {
  await chat.open();
  const requests = () =>
    inEngine(page, (fake) =>
      fake.calls.flatMap(({ method, given }) => (method === 'chat' ? [given as ChatRequest] : [])),
    );
  const wanted = { Temperature: '0.3', 'Top-k': '7', 'Top-p': '0.8', 'Min-p': '0.1', 'Repetition penalty': '1.2' };
  await set(page, { ...wanted, Seed: '9', 'Max tokens': '12', 'System prompt': 'Be brief.' });
  expect(await requests()).toEqual([]);
  const { figures, seed } = await chat.ask('Tell me something.');
  expect(figures).toMatchObject({ tokens: 12, finish: 'max-tokens' });
  expect(seed).toBe(9);
  await expect(chat.answers.last()).toContainText('Cut off after 12 tokens');
  const system = { role: 'system', content: 'Be brief.' };
  const question = { role: 'user', content: 'Tell me something.' };
  const sampling = { temperature: 0.3, topK: 7, topP: 0.8, minP: 0.1, repetitionPenalty: 1.2, seed: 9 };
  expect(await requests()).toMatchObject([{ messages: [system, question], sampling, maxTokens: 12 }]);

  await set(page, { 'System prompt': '', Seed: '' });
  expect((await chat.regenerate()).seed).not.toBe(9);
  expect((await requests())[1]).toMatchObject({ messages: [question] });
});

test('a preset fills in all of the sampling', async ({ page }) => {
  await page.goto('./#settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Greedy' }).click();
  await expect(dialog.getByRole('button', { name: 'Greedy' })).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog.getByLabel('Temperature')).toHaveValue('0');
});

test('what is no setting is not taken', async ({ page }) => {
  await visitedBefore(page);
  await page.goto('./#settings');
  const temperature = page.getByRole('dialog').getByLabel('Temperature');
  await temperature.fill('99');
  await temperature.blur();
  await expect(temperature).toHaveValue('0');
});
