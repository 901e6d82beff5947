import type { Page } from '@playwright/test';
import type { ChatRequest } from '../../../src/worker/api.ts';
import { shortContext } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

const mark = (page: Page) => page.getByText('The model no longer sees what is above');

/** What the engine was asked last. */
async function told(page: Page): Promise<string[]> {
  const { messages } = (await inEngine(
    page,
    ({ calls }) => calls.findLast(({ method }) => method === 'chat')!.given,
  )) as ChatRequest;
  return messages.map(({ content }) => content);
}

const question = (n: number) => `${n}. ${'Tell me more about apples. '.repeat(3)}`.trim();

test('the oldest messages are left out once the context is full, and a mark shows where', async ({ page, chat }) => {
  await shortContext(page, 400);
  await visitedBefore(page);
  await chat.open();
  let asked = 0;
  // The mark is fetched when it is first needed, so that it may come after the answer.
  while (!(await chat.ask(question(++asked))).view) expect(asked).toBeLessThan(12);
  await expect(mark(page)).toBeVisible();
  expect((await told(page)).some((content) => content === question(1))).toBe(false);
  expect((await told(page)).at(-1)).toBe(question(asked));
  await expect(chat.answers).toHaveCount(asked);
  await expect(chat.answers.last()).toContainText(/Written without the oldest \d questions and the answers/);
  await page.reload();
  await chat.ready();
  await expect(mark(page)).toBeVisible();

  await page.getByRole('button', { name: /^Context \d/ }).click();
  const panel = page.getByRole('region', { name: 'Context' });
  await expect(panel).toContainText('This model reads at most 400 tokens.');
  await panel.getByLabel('When the context is full').selectOption('Summarise the oldest messages');
  await panel.getByRole('button', { name: 'Close' }).click();
  while (!(await chat.ask(question(++asked))).view?.summary) expect(asked).toBeLessThan(24);
  await expect(page.getByText('only a summary of it')).toBeVisible();
  expect((await told(page))[0]).toMatch(/^Summary of the conversation before:\n\w+/);
  await page.getByText('Summary', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Summary' }).fill('Apples are red.');
  await chat.ask('And now?');
  expect((await told(page))[0]).toBe('Summary of the conversation before:\nApples are red.');
});

test('a person who wants to be asked decides, or stops', async ({ page, chat }) => {
  await shortContext(page, 400);
  await visitedBefore(page, { settings: { overflow: 'ask' } });
  await chat.open();
  const choice = page.getByRole('group', { name: 'The context is full' });
  for (let n = 1; !(await choice.isVisible()); n++) {
    expect(n).toBeLessThan(12);
    await chat.begin(question(n));
    await expect(chat.send.or(choice)).toBeVisible();
  }
  await chat.stop.click();
  await chat.idle();
  expect((await chat.lastAnswer()).figures?.finish).toBe('stopped');
  await chat.press('Regenerate');
  await choice.getByRole('button', { name: 'Leave them out' }).click();
  await chat.idle();
  await expect(mark(page)).toBeVisible();
});

test('the gauge counts what is typed, and a longer context is one press', async ({ page, chat }) => {
  await shortContext(page, 32_768);
  await visitedBefore(page);
  await chat.open();
  const used = async () =>
    Number(/^[\d,]+/.exec((await chat.contextUsed.getAttribute('aria-valuetext'))!)![0].replace(',', ''));
  await chat.message.fill('Hello there');
  await expect.poll(used).toBeGreaterThan(0);
  const few = await used();
  await chat.message.fill('Hello there, how are you today?');
  await expect.poll(used).toBeGreaterThan(few);

  await chat.message.fill('apple '.repeat(4000));
  const panel = page.getByRole('region', { name: 'Context' });
  await expect(panel).toContainText(/This message alone is [\d,]+ tokens long, and the context holds 4,096/);
  const load = panel.getByRole('listitem').first();
  await expect(load).toContainText(/MB more\. It needs .* of GPU memory/);
  await load.getByRole('button').click();
  await expect(panel).toBeHidden();
  await expect(chat.contextUsed).not.toHaveAttribute('aria-valuetext', /of 4,096 tokens/);
  expect(await inEngine(page, ({ calls }) => calls.filter(({ method }) => method === 'load').length)).toBe(1);
});
