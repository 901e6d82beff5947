import type { Page } from '@playwright/test';
import { endlessAnswers } from './pages/bundled.ts';
import { visitedBefore } from './pages/kept.ts';
import { expect, test } from './test.ts';

test.beforeEach(({ page }) => endlessAnswers(page));

/** Changes settings as a person does: in the dialog, which is closed again. */
async function set(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

test('a seed decides the answer, from the next message on', async ({ page, chat }) => {
  await chat.open();
  await set(page, { Temperature: '5', 'Top-k': '0', 'Top-p': '1', Seed: '7', 'Max tokens': '12' });
  const first = await chat.ask('Tell me something.');
  expect(first.figures).toMatchObject({ tokens: 12, finish: 'max-tokens' });
  await expect(chat.answers.last()).toContainText('Cut off after 12 tokens');
  const again = await chat.regenerate();
  expect([again.seed, again.content]).toEqual([7, first.content]);

  await set(page, { Seed: '8', 'Max tokens': '5' });
  const other = await chat.regenerate();
  expect(other.figures!.tokens).toBe(5);
  expect(first.content.startsWith(other.content)).toBe(false);
});

test('at temperature 0 the seed changes nothing', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  const first = await chat.ask('Tell me something.');
  await set(page, { Seed: '' });
  const again = await chat.regenerate();
  expect(again.seed).not.toBe(first.seed);
  expect(again.content).toBe(first.content);
});

test('a repetition penalty is felt', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { maxTokens: 24 } });
  await chat.open();
  const free = await chat.ask('a a a a a a a a');
  await set(page, { 'Repetition penalty': '10' });
  const penalised = await chat.regenerate();
  expect(penalised.content).not.toBe(free.content);
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

test('a system prompt is told to the model', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  const without = await chat.ask('Who are you?');
  await set(page, { 'System prompt': 'You are a plumber of few words.' });
  const told = await chat.regenerate();
  expect(told.figures!.promptTokens).toBeGreaterThan(without.figures!.promptTokens + 5);
  await set(page, { 'System prompt': '' });
  const back = await chat.regenerate();
  expect(back.content).toBe(without.content);
  expect(back.figures!.promptTokens).toBe(without.figures!.promptTokens);
});
