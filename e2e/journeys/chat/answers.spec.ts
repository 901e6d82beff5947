import type { Page } from '@playwright/test';
import { inWorker, probeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.beforeEach(({ page }) => endlessAnswers(page));

test('only what is new of a further turn is prefilled, and that changes no answer', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { thinking: true } });
  await chat.open();
  const figures = [];
  for (const question of ['My name is Ada.', 'What is my name?', 'Spell it.']) {
    figures.push((await chat.ask(question)).figures!);
  }
  const [first, second, third] = figures;
  expect(first!.cachedTokens).toBe(0);
  // The newline at a prompt's end may become one token with what the answer begins with.
  expect(second!.cachedTokens).toBeGreaterThanOrEqual(first!.promptTokens - 1);
  expect(third!.cachedTokens).toBeGreaterThanOrEqual(second!.promptTokens - 1);

  const warm = await chat.lastAnswer();
  await page.reload();
  await chat.ready();
  const cold = await chat.regenerate();
  expect(cold.figures).toMatchObject({ cachedTokens: 0, promptTokens: third!.promptTokens });
  expect(cold.content).toBe(warm.content);
});

test('switched in mid-answer, the answer goes on and is the one it would have been', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 40 } });
  await probeWorkers(page);
  await chat.open();
  const { content } = await chat.ask('Tell me something.');
  await inWorker(page, (probe) => (probe.readsLeft = 6));
  await chat.press('Regenerate');
  for (const name of ['reference', 'fused', 'reference'] as const) {
    await expect.poll(() => inWorker(page, (probe) => probe.heldReads)).toBeGreaterThan(0);
    await page.getByRole('radio', { name, exact: true }).check();
    // More than were in flight before the switch.
    await inWorker(page, (probe) => probe.allowReads(6));
  }
  await inWorker(page, (probe) => probe.allowReads(Infinity));
  await chat.idle();
  const switched = await chat.lastAnswer();
  expect(switched.figures!.tokens).toBe(40);
  expect(switched.content).toBe(content);
});

test('an answer cut at max tokens goes on, after a reload too, as the one that was not cut', async ({ page, chat }) => {
  const sampling = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.1 };
  await visitedBefore(page, { settings: { maxTokens: 12, sampling, thinking: true } });
  await chat.open();
  const whole = await chat.ask('Tell me something.');
  await set(page, { 'Max tokens': '4' });
  await chat.regenerate();
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await chat.ready();
    await chat.press('Continue');
    await chat.idle();
  }
  const { ids, content, thinking, figures } = await chat.lastAnswer();
  expect({ ids, content, thinking }).toEqual({ ids: whole.ids, content: whole.content, thinking: whole.thinking });
  expect(figures).toMatchObject({ tokens: 12, finish: 'max-tokens' });
});

/** Changes settings as a person does: in the dialog, which is closed again. */
async function set(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

test('seed, temperature, penalty and system prompt decide the answer, from the next message on', async ({
  page,
  chat,
}) => {
  await chat.open();
  await set(page, { Temperature: '5', 'Top-k': '0', 'Top-p': '1', Seed: '7', 'Max tokens': '12' });
  const first = await chat.ask('a a a a a a a a');
  expect(first.figures).toMatchObject({ tokens: 12, finish: 'max-tokens' });
  await expect(chat.answers.last()).toContainText('Cut off after 12 tokens');
  const again = await chat.regenerate();
  expect([again.seed, again.content]).toEqual([7, first.content]);
  await set(page, { Seed: '8', 'Max tokens': '5' });
  const other = await chat.regenerate();
  expect(other.figures!.tokens).toBe(5);
  expect(first.content.startsWith(other.content)).toBe(false);

  await set(page, { Temperature: '0', Seed: '1', 'Max tokens': '24' });
  const greedy = await chat.regenerate();
  await set(page, { Seed: '' });
  const same = await chat.regenerate();
  expect(same.seed).not.toBe(greedy.seed);
  expect(same.content).toBe(greedy.content);

  await set(page, { 'Repetition penalty': '10' });
  expect((await chat.regenerate()).content).not.toBe(greedy.content);
  await set(page, { 'Repetition penalty': '1', 'System prompt': 'You are a plumber of few words.' });
  const longer = await chat.regenerate();
  expect(longer.figures!.promptTokens).toBeGreaterThan(greedy.figures!.promptTokens + 5);
  await set(page, { 'System prompt': '' });
  const back = await chat.regenerate();
  expect(back.content).toBe(greedy.content);
  expect(back.figures!.promptTokens).toBe(greedy.figures!.promptTokens);
});
