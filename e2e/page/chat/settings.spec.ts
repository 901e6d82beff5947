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

function requests(page: Page): Promise<ChatRequest[]> {
  return inEngine(page, (fake) =>
    fake.calls.flatMap(({ method, given }) => (method === 'chat' ? [given as ChatRequest] : [])),
  );
}

test('settings go to the engine with the next message, and not before', async ({ page, chat }) => {
  await chat.open();
  const wanted = { Temperature: '0.3', 'Top-k': '7', 'Top-p': '0.8', 'Min-p': '0.1', 'Repetition penalty': '1.2' };
  await set(page, { ...wanted, Seed: '9', 'Max tokens': '12', 'System prompt': 'Be brief.' });
  expect(await requests(page)).toEqual([]);
  const { figures, seed } = await chat.ask('Tell me something.');
  expect(figures).toMatchObject({ tokens: 12, finish: 'max-tokens' });
  expect(seed).toBe(9);
  await expect(chat.answers.last()).toContainText('Cut off after 12 tokens');
  const system = { role: 'system', content: 'Be brief.' };
  const question = { role: 'user', content: 'Tell me something.' };
  const sampling = { temperature: 0.3, topK: 7, topP: 0.8, minP: 0.1, repetitionPenalty: 1.2, seed: 9 };
  expect(await requests(page)).toMatchObject([{ messages: [system, question], sampling, maxTokens: 12 }]);

  await set(page, { 'System prompt': '', Seed: '' });
  expect((await chat.regenerate()).seed).not.toBe(9);
  expect((await requests(page))[1]).toMatchObject({ messages: [question] });
});

test('a preset fills in all of the sampling', async ({ page }) => {
  await page.goto('./#settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Greedy' }).click();
  await expect(dialog.getByRole('button', { name: 'Greedy' })).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog.getByLabel('Temperature')).toHaveValue('0');
});

test('an answer without thinking is sampled as is published for it, unless that was changed', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { settings: { sampling: null, thinking: true } });
  await chat.open();
  const temperature = page.getByRole('dialog').getByLabel('Temperature');
  await page.getByRole('button', { name: 'Thinking', exact: true }).click();
  await chat.ask('Hello');
  expect((await requests(page)).at(-1)!.sampling).toMatchObject({ temperature: 0.7, topP: 0.8, topK: 20 });
  await set(page, { Temperature: '0.3' });
  await chat.ask('Hello');
  expect((await requests(page)).at(-1)!.sampling).toMatchObject({ temperature: 0.3, topP: 0.8 });

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Reset sampling' }).click();
  await expect(temperature).toHaveValue('0.7');
  await expect(page.getByRole('button', { name: 'As published' })).toHaveAttribute('aria-pressed', 'true');
});

test('a conversation keeps its settings; new ones begin with the defaults', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await set(page, { 'System prompt': 'Be brief.' });
  await chat.ask('First');
  await chat.newChat();
  await chat.ask('Second');
  const systems = async () => (await requests(page)).map(({ messages }) => messages[0]!.content);
  expect(await systems()).toEqual(['Be brief.', 'Second']);

  await page.reload();
  await chat.ready();
  await page.getByRole('button', { name: 'Conversations', exact: true }).click();
  await page.getByRole('button', { name: 'First', exact: true }).click();
  await chat.ask('Again');
  expect(await systems()).toEqual(['Be brief.']);

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Make these the defaults' }).click();
  await expect(page.getByRole('region', { name: 'Defaults' })).toContainText('start with these settings, too');
  await page.keyboard.press('Escape');
  await chat.newChat();
  await chat.ask('Third');
  expect(await systems()).toEqual(['Be brief.', 'Be brief.']);
});

test('system prompts are saved under names, chosen, changed, renamed and deleted', async ({ page }) => {
  await page.goto('./#settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const [prompt, saved] = [dialog.getByLabel('System prompt'), dialog.getByLabel('Saved prompts')];
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
  const name = async (text: string) => {
    await dialog.getByLabel('Prompt name').fill(text);
    await press('Save');
  };
  await prompt.fill('Speak like a pirate.');
  await press('Save prompt');
  await name('Pirate');
  await expect(saved).toHaveValue('Pirate');
  await prompt.fill('Be brief.');
  await press('Save as new');
  await name('Brief');
  await saved.selectOption('Pirate');
  await expect(prompt).toHaveValue('Speak like a pirate.');
  await prompt.fill('Speak like a captain.');
  await press('Save changes');
  await press('Rename');
  await name('Captain');
  await page.reload();
  await expect(saved).toHaveValue('Captain');
  await saved.selectOption('Brief');
  await expect(prompt).toHaveValue('Be brief.');
  await press('Delete');
  await expect(saved.getByRole('option')).toHaveText(['None selected', 'Captain']);
});

test('what is no setting is not taken', async ({ page }) => {
  await visitedBefore(page);
  await page.goto('./#settings');
  const temperature = page.getByRole('dialog').getByLabel('Temperature');
  await temperature.fill('99');
  await temperature.blur();
  await expect(temperature).toHaveValue('0');
});
